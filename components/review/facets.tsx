import { readValue } from "@/components/records/read-value";
import { Time } from "@/components/ui/time";
import { formatPercent } from "@/lib/format";
import type { Review } from "@/lib/sync/schema/review";

/** What the missing records have in common, beside how common it is among all: the cause is usually among these. */
export function Facets({ review }: { readonly review: Review }) {
  return (
    <section className="border-border-faint px-4 py-3 max-[1099px]:border-t min-[1100px]:border-l">
      <h3 className="text-sm font-semibold">What they have in common</h3>
      {review.facets.length === 0 ? (
        <p className="text-subtle mt-1">Nothing that tells them apart from the others.</p>
      ) : (
        <ul className="mt-2 space-y-3">
          {review.facets.map((facet) => (
            <li key={`${facet.path} ${facet.value}`}>
              <p className="flex items-baseline gap-2">
                <span className="min-w-0 truncate font-medium">
                  {facet.value === null ? "None" : readValue(facet.value).text}
                </span>
                <span className="text-subtle shrink-0 text-xs">{facet.label}</span>
              </p>
              <Share label="of these" share={facet.shareOfCandidates} className="bg-held-solid" />
              <Share label="of all" share={facet.shareOfLive} className="bg-border-strong" />
            </li>
          ))}
        </ul>
      )}
      <dl className="text-muted mt-4 space-y-1 text-xs">
        <Span term="First seen" span={review.firstSeen} />
        <Span term="Changed in the tool" span={review.changed} />
      </dl>
    </section>
  );
}

function Share({ label, share, className }: { label: string; share: number; className: string }) {
  return (
    <p className="text-muted mt-1 flex items-center gap-2 text-xs">
      <span aria-hidden className="bg-active h-1 w-24 shrink-0 overflow-hidden rounded-[2px]">
        <span className={`block h-full ${className}`} style={{ width: `${share * 100}%` }} />
      </span>
      {formatPercent(share)} {label}
    </p>
  );
}

function Span({ term, span }: { readonly term: string; readonly span: Review["firstSeen"] }) {
  if (span === null) return null;
  return (
    <div className="flex gap-2">
      <dt className="text-subtle">{term}</dt>
      <dd>
        <Time value={span.from} as="moment" />
        {span.from === span.to ? null : (
          <>
            {" to "}
            <Time value={span.to} as="moment" />
          </>
        )}
      </dd>
    </div>
  );
}
