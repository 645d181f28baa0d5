import { CircleAlert } from "lucide-react";

import { Icon } from "@/components/ui/icon";

import { bringIntoView } from "./bring-into-view";

const labels: Readonly<Record<string, string>> = { email: "E-mail", name: "Name", role: "Role" };

/** Why a form was refused; a field's technical name at the beginning becomes the one on the screen. */
export function FormProblem({ error }: { readonly error: Error | null }) {
  if (!error) return null;
  return (
    <p ref={bringIntoView} role="alert" className="text-danger-fg flex items-start gap-2">
      <Icon of={CircleAlert} size="sm" className="mt-0.75" />
      <span className="min-w-0">{nameField(error.message)}</span>
    </p>
  );
}

function nameField(message: string): string {
  return message.replace(/^(\w+): /, (start, field: string) => {
    const label = labels[field];
    return label === undefined ? start : `${label} `;
  });
}
