import Link from "next/link";
import type { ComponentProps } from "react";

import { type ButtonLook, buttonLook } from "./button";

/** A link to where something is done, which looks as a button does. */
export function ButtonLink({ look, size, className, ...props }: ButtonLook & ComponentProps<typeof Link>) {
  return <Link {...props} className={buttonLook({ look, size, className })} />;
}
