import type { ReactNode } from "react";

import { May } from "@/components/shell/may";
import { ButtonLink } from "@/components/ui/button-link";
import { Icon } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { toneIcon } from "@/components/ui/tone";
import type { Attention } from "@/lib/health/schema";
import { toRoute } from "@/lib/paths";

import { attentionLooks } from "./attention-look";
import { HealNow } from "./heal-now";

/** One line per cause, worst first, each with what ends it. */
export function AttentionList({ attention }: { readonly attention: readonly Attention[] }) {
  return (
    <ul className="rounded-lg border">
      {attention.map((cause) => (
        <li
          key={cause.id}
          className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5 border-t px-4 py-3 first:border-t-0 max-sm:px-3"
        >
          <Icon
            of={attentionLooks[cause.kind].icon}
            className={`mt-0.5 ${toneIcon[attentionLooks[cause.kind].tone]}`}
          />
          <div className="min-w-0 max-sm:col-span-2">
            <h3 className="font-semibold text-pretty">
              {cause.title}
              {cause.since ? <Time value={cause.since} className="text-subtle ml-1.5 text-xs font-normal" /> : null}
            </h3>
            <p className="text-muted text-pretty">
              {cause.text}
              <Until cause={cause} />
            </p>
          </div>
          <div className="flex flex-wrap items-center justify-end gap-2 self-center max-sm:col-start-2 max-sm:mt-2 max-sm:justify-self-start">
            <Actions cause={cause} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Actions({ cause }: { readonly cause: Attention }) {
  return (
    <>
      {cause.heals ? (
        <May door="POST /api/integrations/[id]/full-fetch">
          <HealNow komboIntegrationId={cause.heals.komboIntegrationId} />
        </May>
      ) : null}
      {cause.action === "" ? null : (
        <ButtonLink
          href={toRoute(cause.href)}
          size="sm"
          look={cause.needsPerson && cause.heals === null ? "default" : "ghost"}
          aria-label={`${cause.action}: ${cause.title}`}
        >
          {cause.action}
        </ButtonLink>
      )}
    </>
  );
}

const untilWords: Readonly<Partial<Record<Attention["kind"], string>>> = {
  rate_limited: "Resumes",
  failing: "Next try",
  purge_due: "Purged",
};

function Until({ cause: { kind, until } }: { readonly cause: Attention }): ReactNode {
  const word = untilWords[kind];
  if (until === null || word === undefined) return null;
  return (
    <>
      {" "}
      {word} <Time value={until} as="in" />.
    </>
  );
}
