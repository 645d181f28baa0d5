import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatCount, formatNumber } from "@/lib/format";
import { longestDays, type RetentionKind, shortestDays } from "@/lib/sync/schema/retention-words";

import { kinds } from "./kinds";
import { nameDays } from "./name-days";

type DaysFieldProps = {
  readonly kind: RetentionKind;
  readonly text: string;
  readonly onChange: (text: string) => void;
};

/** Any number of days, the usual ones by a press, and for ever. */
export function DaysField({ kind, text, onChange }: DaysFieldProps) {
  const isNumber = readDays(text) !== undefined;
  return (
    <>
      <Field
        id="retention-days"
        label="Days"
        hint={`At least ${formatCount(shortestDays[kind], "day")}. Empty keeps it for ever.`}
      >
        <Input
          id="retention-days"
          inputMode="numeric"
          placeholder="for ever"
          aria-describedby="retention-days-hint"
          aria-invalid={!isNumber}
          value={text}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      </Field>
      <div className="mt-2 flex flex-wrap gap-2">
        {kinds[kind].choices.map((choice) => (
          <Button key={choice} size="sm" onClick={() => onChange(String(choice))}>
            {nameDays(choice)}
          </Button>
        ))}
        <Button size="sm" onClick={() => onChange("")}>
          For ever
        </Button>
      </div>
      {isNumber ? null : <ProblemNote>Days: a whole number from 1 to {formatNumber(longestDays)}.</ProblemNote>}
    </>
  );
}

/** Null: for ever. Undefined: no such number. */
export function readDays(text: string): number | null | undefined {
  if (text === "") return null;
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= longestDays ? days : undefined;
}
