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
import { integrationPath, recordPath } from "@/lib/paths";

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
            <Identifier isOfPage value={record.komboId} label="the Kombo id" />
          </>
        }
        actions={actions}
      />
      {record.erasure ? <ErasedNote record={record} erasure={record.erasure} /> : null}
      {record.flags.length > 0 ? (
        <Note icon={TriangleAlert} tone="warn" className="mt-3">
          Stored with a difference: {record.flags.map((flag) => flagTexts[flag] ?? flag).join("; ")}.
        </Note>
      ) : null}
    </>
  );
}

type ErasedNoteProps = { readonly record: RecordDetail; readonly erasure: NonNullable<RecordDetail["erasure"]> };

/** Why it is empty, and stays so. */
function ErasedNote({ record, erasure: { at, by, reason, owner } }: ErasedNoteProps) {
  const isOwn = owner.model === record.model && owner.komboId === record.komboId;
  return (
    <Note icon={Eraser} tone="idle" className="mt-3">
      <span>
        {isOwn ? "Erased on request" : "Erased with "}
        {isOwn ? null : (
          <TextLink href={recordPath({ komboIntegrationId: record.komboIntegrationId, ...owner })}>
            the record it belongs to
          </TextLink>
        )}{" "}
        by {by} <Time value={at} as="moment" />
        {reason === null ? null : `: ${reason}`}. What Kombo still sends of it is counted, and not stored.
      </span>
    </Note>
  );
}

const flagTexts: Readonly<Record<string, string>> = {
  replaced_characters: "characters Postgres cannot hold were replaced",
  imprecise_number: "a number has more digits than can be kept",
};

function RecordState({ record }: { readonly record: RecordDetail }) {
  if (record.erasedAt) {
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
