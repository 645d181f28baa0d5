"use client";

import { ArrowRight } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { Select } from "@/components/ui/select";
import { formatClock, formatDate } from "@/lib/format";
import type { RecordChange } from "@/lib/mirror/schema";
import type { ComparedVersions } from "@/lib/mirror/schema/comparison";

import { describeChange } from "./change-looks";
import { listComparable } from "./list-comparable";

type VersionChoiceProps = {
  /** Newest first, as far as they are loaded. */
  readonly changes: readonly RecordChange[];
  readonly chosen: ComparedVersions;
  readonly onChange: (versions: Partial<ComparedVersions>) => void;
};

/** Two versions, the older one first: what may be chosen on one side follows from the other. */
export function VersionChoice({ changes, chosen, onChange }: VersionChoiceProps) {
  const comparable = listComparable(changes);
  const place = (seq: string) => comparable.findIndex((change) => change.seq === seq);
  const toPlace = chosen.to === "now" ? -1 : place(chosen.to);
  const fromPlace = place(chosen.from);
  const older = comparable.filter((_, index) => index > toPlace);
  const newer = comparable.filter((_, index) => fromPlace === -1 || index < fromPlace);
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)]">
      <label htmlFor="version-from" className="text-subtle text-xs">
        From
      </label>
      <Select
        id="version-from"
        className="sm:w-64"
        value={chosen.from}
        options={withChosen(older.map(toOption), chosen.from)}
        onChange={(from) => onChange({ from })}
      />
      <Icon of={ArrowRight} size="sm" className="text-subtle max-sm:hidden" />
      <label htmlFor="version-to" className="text-subtle text-xs">
        To
      </label>
      <Select
        id="version-to"
        className="sm:w-64"
        value={chosen.to}
        options={withChosen([{ value: "now", label: "As it is now" }, ...newer.map(toOption)], chosen.to)}
        onChange={(to) => onChange({ to })}
      />
    </div>
  );
}

type Option = { readonly value: string; readonly label: string };

/** One that an address names stands there too when its part of the history is not loaded. */
function withChosen(options: readonly Option[], value: string): readonly Option[] {
  return options.some((option) => option.value === value)
    ? options
    : [...options, { value, label: `Version ${value}` }];
}

function toOption(change: RecordChange): Option {
  const at = new Date(change.at);
  return { value: change.seq, label: `${formatDate(at)} ${formatClock(at)}, ${describeChange(change)}` };
}
