import type { ReactNode } from "react";

type FieldProps = {
  readonly id: string;
  readonly label: string;
  /** Beside the label, at its end. */
  readonly aside?: ReactNode;
  /** Under the control. */
  readonly hint?: ReactNode;
  readonly children: ReactNode;
};

/** A control under its label. */
export function Field({ id, label, aside, hint, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside ? <div className="ml-auto">{aside}</div> : null}
      </div>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-subtle text-xs/4.5">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
