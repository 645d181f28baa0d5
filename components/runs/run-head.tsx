import { CircleX, Hand } from "lucide-react";

import { nameIntegration } from "@/components/integrations/integration-name";
import { May } from "@/components/shell/may";
import { PageTitle } from "@/components/shell/page-title";
import { Identifier } from "@/components/ui/identifier";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { integrationPath } from "@/lib/paths";
import type { RunDetail } from "@/lib/sync/schema";

import { CancelRun } from "./cancel-run";
import { Elapsed } from "./elapsed";
import { isActive, nameRun } from "./run-names";
import { RunStateMark } from "./run-state";

export function RunHead({ run }: { readonly run: RunDetail }) {
  return (
    <>
      <PageTitle
        title={nameRun(run)}
        state={<RunStateMark run={run} />}
        facts={
          <>
            <TextLink href={integrationPath(run.komboIntegrationId)}>{nameIntegration(run)}</TextLink>
            <span>
              {run.startedAt ? "started " : "asked for "}
              <Time value={run.startedAt ?? run.createdAt} as="moment" />
              {run.requestedBy ? ` by ${run.requestedBy}` : null}
            </span>
            {run.finishedAt && run.startedAt ? (
              <span>
                took <Elapsed run={run} />
              </span>
            ) : null}
            <Identifier isOfPage value={run.id} label="the run id" />
          </>
        }
        actions={
          isActive(run) ? (
            <May door="POST /api/runs/[id]/cancel">
              <CancelRun run={run} />
            </May>
          ) : undefined
        }
      />
      <RunProblem run={run} />
    </>
  );
}

function RunProblem({ run }: { readonly run: RunDetail }) {
  if (run.errorMessage === null) return null;
  if (run.state === "needs_review") {
    return (
      <Note icon={Hand} tone="held" className="mt-3">
        {run.errorMessage}
      </Note>
    );
  }
  if (run.state !== "failed" && !(isActive(run) && run.waitingUntil !== null)) return null;
  return (
    <Note icon={CircleX} tone={run.state === "failed" ? "danger" : "none"} className="mt-3">
      {run.errorMessage}
      {run.state === "failed" ? " What was written stays; the watermark did not move, so nothing is lost." : null}
    </Note>
  );
}
