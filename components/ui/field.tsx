import { useId, type ComponentProps } from "react";

import { Input } from "./input";

type FieldProps = Omit<ComponentProps<"input">, "id" | "className"> & { readonly label: string };

/** An input under its label. */
export function Field({ label, ...input }: FieldProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="grid gap-1">
      <span className="text-muted text-xs">{label}</span>
      <Input id={id} autoComplete="off" {...input} />
    </label>
  );
}
