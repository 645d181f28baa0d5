import { Eraser, Minus, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { nameIntegration } from "@/components/integrations/integration-name";
import { PageTitle } from "@/components/shell/page-title";
import { Identifier } from "@/components/ui/identifier";
import { Note } from "@/components/ui/note";
import { Badge, Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { cutId } from "@/lib/format";
import type { RecordDetail } from "@/lib/mirror/schema";
import { integrationPath } from "@/lib/paths";

import { nameOne } from "./field-names";

type RecordHeadProps = { readonly record: RecordDetail; readonly actions: ReactNode };

export function RecordHead({ record, actions }: RecordHeadProps) {
  return (
    <>
      <PageTitle
        title={record.displayName ?? cutId(record.komboId)}
        state={<RecordState record={record} />}
        facts={
          <>
            <span>
              {nameOne(record.modelLabel)} of{" "}
              <TextLink href={integrationPath(record.komboIntegrationId)}>{nameIntegration(record)}</TextLink>
            </span>
            <span>
              fetched <Time value={record.fetchedAt} as="moment" />
            </span>
            <Identifier value={record.komboId} label="the Kombo id" />
          </>
        }
        actions={actions}
      />
      {record.flags.length > 0 ? (
        <Note icon={TriangleAlert} tone="warn" className="mt-3">
          Stored with a difference: {record.flags.map((flag) => flagTexts[flag] ?? flag).join("; ")}.
        </Note>
      ) : null}
    </>
  );
}

const flagTexts: Readonly<Record<string, string>> = {
  replaced_characters: "characters Postgres cannot hold were replaced",
  imprecise_number: "a number has more digits than can be kept",
};

function RecordState({ record }: { readonly record: RecordDetail }) {
  if (record.displayName === null && record.deletedAt && Object.keys(record.data).length <= 3) {
    return (
      <Status icon={Eraser} tone="idle">
        Erased
      </Status>
    );
  }
  if (!record.deletedAt) return null;
  return (
    <Badge icon={Minus} tone="danger">
      <span>
        {record.deletedReason === "absent" ? "No longer returned by Kombo" : "Deleted by Kombo"}{" "}
        <Time value={record.deletedAt} as="ago" />
      </span>
    </Badge>
  );
}
