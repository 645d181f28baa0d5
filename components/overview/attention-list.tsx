import { CircleAlert, Hand, KeyRound, ShieldX } from "lucide-react";
import Link from "next/link";

import { healthLooks } from "@/components/integrations/health-state";
import { Button } from "@/components/ui/button";
import { Icon, type IconType } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { toneIcon, type Tone } from "@/components/ui/tone";
import type { Attention } from "@/lib/health/schema";
import { toRoute } from "@/lib/paths";

type AttentionLook = { readonly icon: IconType; readonly tone: Tone };

const ownLooks = {
  rejected_webhooks: { icon: ShieldX, tone: "danger" },
  key_refused: { icon: KeyRound, tone: "danger" },
  held: { icon: Hand, tone: "held" },
  no_key: { icon: KeyRound, tone: "danger" },
  no_secret: { icon: CircleAlert, tone: "danger" },
} as const satisfies Partial<Record<Attention["kind"], AttentionLook>>;

const looks: Readonly<Record<Attention["kind"], AttentionLook>> = { ...healthLooks, ...ownLooks };

/** These pass by themselves: shown, but nobody is asked to act. */
const healing: ReadonlySet<Attention["kind"]> = new Set(["rate_limited", "initial"]);

export function needsPerson({ kind }: Attention): boolean {
  return !healing.has(kind);
}

/** One line per cause, worst first. */
export function AttentionList({ attention }: { readonly attention: readonly Attention[] }) {
  return (
    <ul className="rounded-lg border">
      {attention.map((cause) => (
        <li
          key={cause.id}
          className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5 border-t px-4 py-3 first:border-t-0 max-sm:px-3"
        >
          <Icon of={looks[cause.kind].icon} className={`mt-0.5 ${toneIcon[looks[cause.kind].tone]}`} />
          <div className="min-w-0 max-sm:col-span-2">
            <h3 className="font-semibold text-pretty">
              {cause.title}
              {cause.since ? <Time value={cause.since} className="text-subtle ml-1.5 text-xs font-normal" /> : null}
            </h3>
            <p className="text-muted text-pretty">{cause.text}</p>
          </div>
          <Button
            asChild
            size="sm"
            look={needsPerson(cause) ? "default" : "ghost"}
            className="self-center max-sm:col-start-2 max-sm:mt-2 max-sm:justify-self-start"
          >
            <Link href={toRoute(cause.href)}>{cause.action}</Link>
          </Button>
        </li>
      ))}
    </ul>
  );
}
