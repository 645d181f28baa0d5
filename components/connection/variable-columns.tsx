import { Check, Circle, TriangleAlert } from "lucide-react";

import type { Column } from "@/components/data-table/column";
import { Badge, Status } from "@/components/ui/status";
import { Tag } from "@/components/ui/tag";
import type { Variable } from "@/lib/health/schema/connection";

export const variableColumns: readonly Column<Variable>[] = [
  {
    id: "name",
    head: "Variable",
    card: "lead",
    cell: ({ name, isSecret }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <code className="mono font-medium wrap-anywhere">{name}</code>
        {isSecret ? <Tag>secret</Tag> : null}
      </span>
    ),
  },
  { id: "state", head: "State", card: "state", cell: (variable) => <VariableState variable={variable} /> },
  {
    id: "does",
    head: "What it does, and what is without it",
    card: "line",
    className: "w-[60%]",
    cell: ({ does, without, isSet }) => (
      <div className="max-w-text py-1.5 whitespace-normal">
        <p>{does}</p>
        <p className={isSet ? "text-subtle" : "text-muted"}>Without it: {without}</p>
      </div>
    ),
  },
];

function VariableState({ variable: { isSet, isNeeded } }: { readonly variable: Variable }) {
  if (isSet) {
    return (
      <Status icon={Check} tone="success">
        Present
      </Status>
    );
  }
  if (isNeeded) {
    return (
      <Badge icon={TriangleAlert} tone="danger">
        Missing
      </Badge>
    );
  }
  return (
    <Status icon={Circle} tone="idle">
      Not set
    </Status>
  );
}
