import { nameIntegration } from "@/components/integrations/integration-name";
import { May } from "@/components/shell/may";
import { PageTitle } from "@/components/shell/page-title";
import { Identifier } from "@/components/ui/identifier";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { integrationPath, runPath } from "@/lib/paths";
import type { RunDetail } from "@/lib/sync/schema";

import { CancelRun } from "./cancel-run";
import { Elapsed } from "./elapsed";
import { RetryRun } from "./retry-run";
import { isActive, nameRun, stateNames } from "./run-names";
import { RunProblem } from "./run-problem";
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
            <Retries run={run} />
            <Identifier isOfPage value={run.id} label="the run id" />
          </>
        }
        actions={
          isActive(run) ? (
            <May door="POST /api/runs/[id]/cancel">
              <CancelRun run={run} />
            </May>
          ) : (
            <May door="POST /api/runs/[id]/retry">
              <RetryRun run={run} />
            </May>
          )
        }
      />
      <RunProblem run={run} />
    </>
  );
}

/** From a run to the one it tries again, and on to the one that tries it again. */
function Retries({ run }: { readonly run: RunDetail }) {
  return (
    <>
      {run.retryOf === null ? null : <TextLink href={runPath(run.retryOf)}>Retry of an earlier run</TextLink>}
      {run.retriedBy ? (
        <TextLink href={runPath(run.retriedBy.id)}>
          Tried again: {stateNames[run.retriedBy.state].toLowerCase()}
        </TextLink>
      ) : null}
      {run.retryWaits ? <output>The retry starts as soon as a worker is free</output> : null}
    </>
  );
}
