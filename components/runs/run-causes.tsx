import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/format";
import { webhookPath } from "@/lib/paths";
import type { RunDetail } from "@/lib/sync/schema";

/** The webhooks one run answers; a burst of them needs only one run. */
export function RunCauses({ causes }: { readonly causes: RunDetail["causes"] }) {
  if (causes.length === 0) return null;
  return (
    <Panel title="Webhooks behind it" count={formatNumber(causes.length)}>
      <ul>
        {causes.map((cause) => (
          <li
            key={cause.id}
            className="border-border-faint flex items-center gap-3 border-b px-4 py-1.5 last:border-b-0"
          >
            <TextLink href={webhookPath(cause.id)} className="min-h-6 truncate leading-6">
              {cause.type}
            </TextLink>
            <Time value={cause.firstReceivedAt} as="moment" className="text-subtle ml-auto text-xs" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Records that could not be read: kept aside with their cause, the rest of the page was written. */
export function InvalidRecords({ records }: { readonly records: RunDetail["invalidRecords"] }) {
  if (records.length === 0) return null;
  return (
    <Panel title="Kept aside" count={formatNumber(records.length)}>
      <ul>
        {records.map((record) => (
          <li
            key={`${record.page}-${record.position}`}
            className="border-border-faint border-b px-4 py-2 last:border-b-0"
          >
            <span className="block">{record.cause}</span>
            <span className="text-subtle block text-xs">
              page {formatNumber(record.page)}, record {formatNumber(record.position)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
