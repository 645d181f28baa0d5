"use client";

import { LoaderCircle } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatNumber } from "@/lib/format";

type TableFootProps = {
  readonly shown: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
};

/** Asks for more rows a screen before the end is reached. */
export function TableFoot({ shown, hasMore, isLoadingMore, onMore }: TableFootProps) {
  const endRef = useRef<HTMLDivElement>(null);
  const askForMore = useEffectEvent(() => {
    if (hasMore && !isLoadingMore) onMore();
  });

  useEffect(() => {
    const end = endRef.current;
    if (!end) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && askForMore(),
      {
        rootMargin: "400px",
      },
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, [shown]);

  return (
    <div ref={endRef} className="text-subtle flex min-h-12 items-center gap-3 px-2 text-xs">
      <span>{hasMore ? `${formatNumber(shown)} shown` : `${formatNumber(shown)} of ${formatNumber(shown)}`}</span>
      {isLoadingMore ? <Icon of={LoaderCircle} size="sm" className="text-info-solid animate-spin" /> : null}
      {hasMore && !isLoadingMore ? (
        <Button size="sm" look="ghost" onClick={onMore}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
