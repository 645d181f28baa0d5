"use client";

import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";

export type DialogProps = {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly description: string;
  readonly children?: ReactNode;
  readonly footer: ReactNode;
  /** Where the focus starts: on the action, or on Cancel when something is lost by it. */
  readonly initialFocus: RefObject<HTMLElement | null>;
  /** A click beside it does not close it: what it shows is not shown again. */
  readonly staysOpen?: boolean;
};

/** Loaded with the first dialog. */
export function DialogPanel({
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  footer,
  initialFocus,
  staysOpen,
}: DialogProps) {
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="bg-overlay fixed inset-0 z-30" />
        <RadixDialog.Content
          onPointerDownOutside={(event) => {
            if (staysOpen) event.preventDefault();
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            initialFocus.current?.focus();
          }}
          className="rise bg-raised fixed top-4 left-1/2 z-30 flex max-h-[calc(100dvh-32px)] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-xl shadow-xl outline-none sm:top-[9vh] sm:max-h-[82dvh]"
        >
          <div className="overflow-y-auto px-6 pt-5 pb-5 max-sm:px-4">
            <RadixDialog.Title className="text-lg font-semibold tracking-[-0.01em]">{title}</RadixDialog.Title>
            <RadixDialog.Description className="text-muted mt-1">{description}</RadixDialog.Description>
            {children}
          </div>
          <footer className="bg-canvas flex flex-wrap items-center justify-end gap-2 border-t px-6 py-3 max-sm:px-4">
            {footer}
          </footer>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
