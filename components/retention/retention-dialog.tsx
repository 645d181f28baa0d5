"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { ControlDialog } from "@/components/integrations/controls/control-dialog";
import { KeyValue } from "@/components/ui/key-values";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format";
import { retentionMutation, retentionPreviewQuery } from "@/lib/queries/retention";
import type { KeptKind, RetentionEffect } from "@/lib/sync/schema/retention";
import type { RetentionKind } from "@/lib/sync/schema/retention-words";

import { DaysField, readDays } from "./days-field";
import { kinds } from "./kinds";
import { nameDays } from "./name-days";

type RetentionDialogProps = { readonly kept: KeptKind; readonly onClose: () => void };

/** What it would remove is counted by the server before it is done, since it does not come back. */
export function RetentionDialog({ kept: { kind, days: daysNow }, onClose }: RetentionDialogProps) {
  const [text, setText] = useState(daysNow === null ? "" : String(daysNow));
  const days = readDays(text);
  const deed = useMutation(retentionMutation(kind));
  const { effect, isAsked, problem } = usePreview({ kind, days, daysNow, isOver: !deed.isIdle && !deed.isError });
  const removes = effect !== undefined && effect.rows > 0;
  return (
    <ControlDialog
      title={`${kinds[kind].name}: how long?`}
      description="What is older is removed in small pieces, from the next minute on. A longer time later does not bring it back."
      choice={
        <>
          <DaysField kind={kind} text={text} onChange={setText} />
          {problem ? <ProblemNote>{problem.message}</ProblemNote> : null}
        </>
      }
      effects={<Effects effect={effect} isAsked={isAsked} />}
      button={removes ? `Remove ${describeRows(effect)}` : "Keep it so long"}
      takesAway={removes}
      isReady={effect !== undefined}
      refusal="It is kept as before."
      deed={deed}
      onConfirm={() => {
        if (days === undefined) return;
        const onSuccess = () => {
          toast(`${kinds[kind].name}: kept ${days === null ? "for ever" : `for ${nameDays(days)}`}.`);
          onClose();
        };
        deed.mutate({ days }, { onSuccess });
      }}
      onClose={onClose}
    />
  );
}

type Wish = {
  readonly kind: RetentionKind;
  readonly days: number | null | undefined;
  readonly daysNow: number | null;
  /** It is done or being done, and no question any more. */
  readonly isOver: boolean;
};

function usePreview({ kind, days, daysNow, isOver }: Wish) {
  const isChanged = days !== undefined && days !== daysNow;
  const { data, isPlaceholderData, error } = useQuery({
    ...retentionPreviewQuery(kind, days ?? null),
    enabled: isChanged && !isOver,
  });
  const problem = isChanged ? error : null;
  const isAsked = isChanged && problem === null;
  return { effect: isAsked && !isPlaceholderData ? data : undefined, isAsked, problem };
}

type EffectsProps = { readonly effect: RetentionEffect | undefined; readonly isAsked: boolean };

/** The rows stand there while the numbers come, so that nothing jumps. */
function Effects({ effect, isAsked }: EffectsProps) {
  if (!effect) {
    const waiting = isAsked ? <Skeleton className="w-40" /> : "nothing until it is changed";
    return <KeyValue label="Removes now">{waiting}</KeyValue>;
  }
  return (
    <>
      <KeyValue label="Removes now">{describeRows(effect)}</KeyValue>
      {effect.cutoff === null ? null : (
        <KeyValue label="Older than">
          <Time value={effect.cutoff} as="moment" />
        </KeyValue>
      )}
      {effect.rows > 0 ? <KeyValue label="Afterwards">{kinds[effect.kind].consequence}</KeyValue> : null}
    </>
  );
}

function describeRows({ kind, rows, isMore }: RetentionEffect): string {
  if (rows === 0) return "nothing";
  return `${isMore ? "more than " : ""}${formatCount(rows, kinds[kind].unit)}`;
}
