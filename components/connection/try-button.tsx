import { LoaderCircle } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Icon, type IconType } from "@/components/ui/icon";

type TryButtonProps = {
  readonly icon: IconType;
  readonly label: string;
  readonly pendingLabel: string;
  readonly isPending: boolean;
  readonly onTry: () => void;
};

/** Keeps the focus while it waits: `disabled` would throw whoever works by keyboard out. */
export function TryButton({ icon, label, pendingLabel, isPending, onTry }: TryButtonProps) {
  return (
    <Button aria-disabled={isPending} onClick={() => (isPending ? undefined : onTry())}>
      <Icon of={isPending ? LoaderCircle : icon} size="sm" className={isPending ? "animate-spin" : undefined} />
      {isPending ? pendingLabel : label}
    </Button>
  );
}
