"use client";

import { PageTitle } from "@/components/shell/page-title";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import { formatNumber } from "@/lib/format";
import type { FirstRun } from "@/lib/health/schema/connection";

import { useDismissed } from "./dismissed";
import { Steps } from "./steps";

type FirstRunProps = { readonly firstRun: FirstRun };

/** The whole page while nothing is connected: what is left to do, ticking itself. */
export function FirstRunPage({ firstRun }: FirstRunProps) {
  return (
    <div className="mx-auto mt-5 w-full max-w-190 max-sm:mt-0">
      <PageTitle
        title="Connect Kombo"
        lead={
          <>
            <span aria-live="polite">{describeDone(firstRun)}</span> Each step ticks itself as soon as it is true;
            nothing here needs a reload.
          </>
        }
      />
      <Progress className="mt-4 mb-5" tone="success" share={doneShare(firstRun)} label="Steps done" />
      <Steps firstRun={firstRun} />
      <p className="text-subtle mt-4 text-xs/4.5 text-pretty">
        What else hangs together with it stands under{" "}
        <TextLink href="/settings/connection">Settings, Connection</TextLink>. No Kombo account at hand?{" "}
        <code className="mono">npm run demo</code> mirrors three simulated customers, in a database of its own.
      </p>
    </div>
  );
}

/** Above what is there already, until the rest is done or somebody has seen enough of it. */
export function FirstRunRest({ firstRun }: FirstRunProps) {
  const [isDismissed, dismiss] = useDismissed();
  if (isDismissed) return null;
  return (
    <details className="mt-4">
      <summary className="min-h-6 cursor-pointer rounded-sm font-medium">
        Setting up: <span className="text-muted font-normal">{`${describeDone(firstRun)} ${nameNext(firstRun)}`}</span>
      </summary>
      <div className="mt-3 max-w-190">
        <Steps firstRun={firstRun} />
        <Button size="sm" className="mt-3 mb-1" onClick={dismiss}>
          Leave the rest
        </Button>
      </div>
    </details>
  );
}

function describeDone({ steps }: FirstRun): string {
  const done = steps.filter(({ isDone }) => isDone).length;
  return `${formatNumber(done)} of ${formatNumber(steps.length)} done.`;
}

function nameNext({ steps }: FirstRun): string {
  const next = steps.find(({ isDone }) => !isDone);
  return next ? `Next: ${next.title.charAt(0).toLowerCase()}${next.title.slice(1)}.` : "";
}

function doneShare({ steps }: FirstRun): number {
  return steps.filter(({ isDone }) => isDone).length / steps.length;
}
