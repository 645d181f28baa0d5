"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";

import { Field } from "./field";
import { Icon } from "./icon";
import { Input } from "./input";

type PasswordFieldProps = {
  /** Its id too. */
  readonly name: string;
  readonly label: string;
  readonly autoComplete: "current-password" | "new-password";
  readonly isInvalid: boolean;
  readonly hint?: ReactNode;
};

/** What is typed can be looked at: nobody has to type it twice. */
export function PasswordField({ name, label, autoComplete, isInvalid, hint }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field
      id={name}
      label={label}
      hint={hint}
      aside={
        <button
          type="button"
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
          className="text-muted hover:text-fg inline-flex min-h-6 items-center gap-1.5 rounded-sm text-xs"
        >
          <Icon of={isShown ? EyeOff : Eye} size="sm" />
          {isShown ? "Hide" : "Show"}
          <span className="sr-only"> the {label.toLowerCase()}</span>
        </button>
      }
    >
      <Input
        id={name}
        name={name}
        type={isShown ? "text" : "password"}
        autoComplete={autoComplete}
        required
        maxLength={1000}
        aria-invalid={isInvalid}
        aria-describedby={hint ? `${name}-hint` : undefined}
      />
    </Field>
  );
}
