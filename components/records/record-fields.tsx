import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { TextLink } from "@/components/ui/text-link";
import { cn } from "@/lib/cn";
import { recordPath } from "@/lib/paths";

import { FieldText } from "./field-text";
import { readValue } from "./read-value";
import type { Field, RecordLayout } from "./record-layout";

type RecordGroupsProps = { readonly groups: RecordLayout["groups"]; readonly changedKeys: ReadonlySet<string> };

/** The fields that say something, side by side when there are two groups of them. */
export function RecordGroups({ groups, changedKeys }: RecordGroupsProps) {
  if (groups.length === 0) return null;
  return (
    <div className={cn("grid overflow-hidden rounded-lg border", groups.length > 1 && "sm:grid-cols-2")}>
      {groups.map(({ title, fields }, index) => (
        <section
          key={title}
          className={cn(
            "min-w-0 px-4 py-3",
            index > 0 && "max-sm:border-t sm:border-l",
            groups.length === 1 && "sm:columns-2 sm:gap-8",
          )}
        >
          <h2 className="mb-1 text-sm font-semibold [column-span:all]">{title}</h2>
          <FieldRows fields={fields} changedKeys={changedKeys} />
        </section>
      ))}
    </div>
  );
}

type FieldRowsProps = { readonly fields: readonly Field[]; readonly changedKeys: ReadonlySet<string> };

export function FieldRows({ fields, changedKeys }: FieldRowsProps) {
  return (
    <KeyValues className="grid-cols-[120px_minmax(0,1fr)] max-sm:grid-cols-[112px_minmax(0,1fr)]">
      {fields.map((field) => (
        <KeyValue key={field.key} label={<span title={field.key}>{field.label}</span>}>
          <FieldValue field={field} />
          {changedKeys.has(field.key) ? <ChangedDot /> : null}
        </KeyValue>
      ))}
    </KeyValues>
  );
}

function FieldValue({ field: { key, value, link } }: { readonly field: Field }) {
  if (!link) return <FieldText value={value} path={key} canWrap />;
  return (
    <TextLink href={recordPath(link)} className="min-h-6 min-w-6 truncate leading-6">
      {link.displayName ?? readValue(value).text}
    </TextLink>
  );
}

export function ChangedDot() {
  return (
    <span className="bg-accent size-1.25 shrink-0 rounded-full">
      <span className="sr-only">changed last</span>
    </span>
  );
}
