import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

import type { PageKey } from "@/components/keyboard/keys";
import { cn } from "@/lib/cn";

import { Icon, type IconType } from "./icon";
import { Skeleton } from "./skeleton";

export type Station = {
  readonly icon: IconType;
  readonly label: string;
  readonly value: ReactNode;
  readonly href?: Route | undefined;
  readonly isHere?: boolean;
};

/** Cause and effect are one walk, the same on every page about one thing: webhook, run, pages, record change. */
export function Chain({ stations }: { readonly stations: readonly Station[] }) {
  const here = stations.findIndex(({ isHere }) => isHere);
  const cause = stations.findLastIndex(({ href }, index) => href !== undefined && index < here);
  const effect = stations.findIndex(({ href }, index) => href !== undefined && index > here);
  const shortcuts: Readonly<Record<number, PageKey>> = { [cause]: "c", [effect]: "v" };
  return (
    <ol
      aria-label="From cause to effect"
      className="bg-canvas mt-4 flex items-stretch rounded-lg border max-sm:grid max-sm:grid-cols-2 max-sm:overflow-hidden"
    >
      {stations.map((station, index) => (
        <li
          key={station.label}
          aria-current={station.isHere ? "step" : undefined}
          className={cn(
            "group relative min-w-0 flex-1 border-l first:rounded-l-[7px] first:border-l-0 last:rounded-r-[7px]",
            "max-sm:border-t max-sm:odd:border-l-0 max-sm:nth-[-n+2]:border-t-0",
            "before:bg-canvas before:absolute before:top-1/2 before:-left-1.25 before:-mt-1.25 before:size-2 before:rotate-45 before:border-t before:border-r first:before:hidden max-sm:before:hidden",
            station.isHere && "bg-surface shadow-[inset_0_-2px_0_var(--text-1)]",
          )}
        >
          <StationText station={station} shortcut={shortcuts[index]} />
        </li>
      ))}
    </ol>
  );
}

type StationTextProps = { readonly station: Station; readonly shortcut: PageKey | undefined };

function StationText({ station: { icon, label, value, href }, shortcut }: StationTextProps) {
  const text = (
    <>
      <Icon of={icon} className="text-subtle mt-px" />
      <span className="min-w-0">
        <span className="text-subtle block text-xs">{label}</span>
        <span className="block truncate font-medium max-sm:whitespace-normal">{value}</span>
      </span>
    </>
  );
  const look = "flex h-full min-w-0 gap-2.5 px-4 pt-2.25 pb-2.5 max-sm:px-3";
  if (!href) return <span className={look}>{text}</span>;
  return (
    <Link href={href} aria-keyshortcuts={shortcut} className={cn(look, "hover:bg-hover rounded-[7px]")}>
      {text}
    </Link>
  );
}

/** Its stations, before it is known what stands at them. */
export function LoadingChain({ stations }: { readonly stations: readonly Omit<Station, "value" | "href">[] }) {
  return <Chain stations={stations.map((station) => ({ ...station, value: <Skeleton className="w-24" /> }))} />;
}
