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

export function TableFoot({ shown, hasMore, isLoadingMore, onMore }: TableFootProps) {
  const canLoad = hasMore && !isLoadingMore;
  return (
    <div className="text-subtle relative flex min-h-12 items-center gap-3 text-xs sm:px-2">
      {canLoad ? <NearEnd key={shown} onReached={onMore} /> : null}
      <span>{hasMore ? `${formatNumber(shown)} shown` : `${formatNumber(shown)} of ${formatNumber(shown)}`}</span>
      {isLoadingMore ? <Icon of={LoaderCircle} size="sm" className="text-info-solid animate-spin" /> : null}
      {canLoad ? (
        <Button size="sm" look="ghost" onClick={onMore}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}

/** Tells, once, that the end of the rows is less than a screen away. */
function NearEnd({ onReached }: { readonly onReached: () => void }) {
  const markRef = useRef<HTMLSpanElement>(null);
  const reach = useEffectEvent(onReached);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) reach();
      },
      { rootMargin: "400px" },
    );
    if (markRef.current) observer.observe(markRef.current);
    return () => observer.disconnect();
  }, []);
  return <span ref={markRef} aria-hidden className="absolute inset-x-0 top-0 h-px" />;
}
