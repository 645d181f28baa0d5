import type { ReactNode } from "react";

import { readValue } from "@/components/records/read-value";
import { TextLink } from "@/components/ui/text-link";
import { cutId } from "@/lib/format";
import { recordPath } from "@/lib/paths";
import type { Review } from "@/lib/sync/schema/review";

type CandidatesProps = {
  readonly komboIntegrationId: string;
  readonly rows: Review["rows"];
  readonly more: ReactNode;
};

/** The records a complete pass did not see. */
export function Candidates({ komboIntegrationId, rows, more }: CandidatesProps) {
  return (
    <div className="min-w-0">
      {rows.length === 0 ? (
        <p className="text-subtle px-4 py-3">None are left: something else has brought or removed them since.</p>
      ) : null}
      <ul className="max-h-[max(460px,70vh)] overflow-y-auto">
        {rows.map((row) => (
          <li
            key={row.komboId}
            className="border-border-faint flex min-h-11 items-center gap-x-3 border-b px-4 py-1.5 max-sm:flex-wrap"
          >
            <TextLink
              href={recordPath({ komboIntegrationId, model: row.model, komboId: row.komboId })}
              className="truncate"
            >
              {row.displayName ?? cutId(row.komboId)}
            </TextLink>
            <span className="text-subtle ml-auto min-w-0 truncate text-xs max-sm:ml-0 max-sm:basis-full">
              {row.highlights.map(({ value }) => readValue(value).text).join(", ")}
            </span>
          </li>
        ))}
      </ul>
      {more ? <div className="px-2 py-1">{more}</div> : null}
    </div>
  );
}
