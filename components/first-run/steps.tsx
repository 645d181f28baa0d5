import { Check, LoaderCircle, ShieldX } from "lucide-react";
import type { ReactNode } from "react";

import { CheckKey } from "@/components/connection/check-key";
import { TestEvent } from "@/components/connection/test-event";
import { WebhookAddress } from "@/components/connection/webhook-address";
import { May } from "@/components/shell/may";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { Progress } from "@/components/ui/progress";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { cn } from "@/lib/cn";
import type { FirstRun, FirstRunStep } from "@/lib/health/schema/connection";

/** What follows from another step has nothing to do on its own before that is done. */
const follows: ReadonlySet<FirstRunStep["id"]> = new Set(["integration", "full_fetch"]);

/** The steps, each with what to do while it is open. */
export function Steps({ firstRun: { steps, webhookUrl } }: { readonly firstRun: FirstRun }) {
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <ol className="bg-surface overflow-hidden rounded-lg border">
      {steps.map((step, at) => {
        const isQuiet = !step.isDone && at !== next && follows.has(step.id) && step.share === null;
        return (
          <li
            key={step.id}
            className={cn("flex gap-3.5 border-t px-4.5 py-4 first:border-t-0 max-sm:px-3.5", isQuiet && "bg-canvas")}
          >
            <StepMark number={at + 1} isDone={step.isDone} isNext={at === next} />
            <div className="min-w-0 grow">
              <div className="flex items-baseline gap-3">
                <h2 className={isQuiet ? "text-muted font-medium" : "font-semibold"}>{step.title}</h2>
                {step.at ? <Time value={step.at} as="moment" className="text-subtle ml-auto text-xs" /> : null}
              </div>
              <p className={cn("text-pretty", isQuiet ? "text-subtle" : "text-muted")}>{step.text}</p>
              {step.isDone || isQuiet ? null : <StepHelp step={step} webhookUrl={webhookUrl} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type StepMarkProps = { readonly number: number; readonly isDone: boolean; readonly isNext: boolean };

function StepMark({ number, isDone, isNext }: StepMarkProps) {
  if (isDone) {
    return (
      <span className="bg-success-solid text-canvas grid size-5.5 shrink-0 place-items-center rounded-full">
        <Icon of={Check} size="xs" />
        <span className="sr-only">Done:</span>
      </span>
    );
  }
  return (
    <span
      className={cn(
        "text-2xs grid size-5.5 shrink-0 place-items-center rounded-full border font-semibold",
        isNext ? "border-fg text-fg" : "border-border-strong text-subtle",
      )}
    >
      {number}
    </span>
  );
}

type StepHelpProps = { readonly step: FirstRunStep; readonly webhookUrl: string };

function StepHelp({ step, webhookUrl }: StepHelpProps): ReactNode {
  return (
    <div className="mt-2.5 grid gap-2.5">
      {step.id === "webhook" ? <WebhookAddress url={webhookUrl} /> : null}
      {step.problem ? (
        <Note icon={ShieldX} tone="danger">
          <strong className="block font-semibold">{step.problem.title}</strong>
          {step.problem.text}
        </Note>
      ) : null}
      {step.id === "key" && step.canTry ? (
        <May door="POST /api/connection/check-key">
          <CheckKey />
        </May>
      ) : null}
      {step.id === "webhook" && step.canTry ? <Listening /> : null}
      {step.share === null ? null : <Progress share={step.share} label="Endpoints read completely" />}
    </div>
  );
}

function Listening() {
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <May door="POST /api/connection/test-event">
        <TestEvent />
      </May>
      <Status icon={LoaderCircle} tone="info" spins className="text-muted min-h-8">
        Listening
      </Status>
    </div>
  );
}
