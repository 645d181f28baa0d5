import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";

import { Icon } from "@/components/ui/icon";

import { PageTools } from "./page-tools";

export type Crumb = { readonly label: string; readonly href?: Route; readonly isId?: boolean };

type PageProps = { readonly crumbs: readonly Crumb[]; readonly children: ReactNode };

/** The frame of one page: where we are, and whether it is live. */
export function Page({ crumbs, children }: PageProps) {
  return (
    <>
      <header className="bg-surface sticky top-0 z-10 h-12 border-b max-sm:h-13">
        <div className="max-w-page flex h-full items-center gap-4 px-6 max-sm:px-4">
          <Crumbs crumbs={crumbs} />
          <div className="ml-auto flex items-center gap-2">
            <PageTools />
          </div>
        </div>
      </header>
      <main className="max-w-page px-6 pt-5 pb-10 max-sm:px-4 max-sm:pt-4 max-sm:pb-24">{children}</main>
    </>
  );
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Where you are" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 font-medium whitespace-nowrap">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.label}>
            {index > 0 ? (
              <li aria-hidden className={index === 1 ? "shrink-0" : "shrink-0 max-sm:hidden"}>
                <Icon of={ChevronRight} size="sm" className="text-faint" />
              </li>
            ) : null}
            <li className={lookOfCrumb(index, crumbs.length)}>
              <CrumbText crumb={crumb} isLast={index === crumbs.length - 1} />
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}

/** The last one gives way; a phone has no room for those in the middle. */
function lookOfCrumb(index: number, count: number): string {
  if (index === count - 1) return "min-w-0 truncate";
  return index === 0 ? "shrink-0" : "shrink-0 max-sm:hidden";
}

function CrumbText({ crumb, isLast }: { readonly crumb: Crumb; readonly isLast: boolean }) {
  if (crumb.href && !isLast) {
    return (
      <Link href={crumb.href} className="text-subtle hover:text-fg rounded-sm focus-visible:outline-offset-[-2px]">
        {crumb.label}
      </Link>
    );
  }
  return (
    <span aria-current={isLast ? "page" : undefined} className={crumb.isId ? "mono" : undefined}>
      {crumb.label}
    </span>
  );
}
