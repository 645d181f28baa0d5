import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

type TextLinkProps = { readonly href: Route; readonly children: ReactNode; readonly className?: string };

export function TextLink({ href, children, className }: TextLinkProps) {
  return (
    <Link href={href} className={cn("link rounded-sm", className)}>
      {children}
    </Link>
  );
}
