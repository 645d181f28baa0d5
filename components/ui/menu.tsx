"use client";

import { Check } from "lucide-react";
import {
  cloneElement,
  createContext,
  use,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
} from "react";

import { Icon, type IconType } from "./icon";
import { Popup } from "./popup";
import { findItem, walkMenu } from "./walk-menu";

type MenuProps = {
  /** A button, which becomes the one that opens the menu. */
  readonly trigger: ReactElement<ComponentProps<"button">>;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
};

/** Closes the menu, then does what was chosen: a dialog that opens finds the focus where it will give it back. */
const ChooseContext = createContext<(choice: () => void) => void>((choice) => choice());

export function Menu({ trigger, children, align = "end" }: MenuProps) {
  const [openedBy, setOpenedBy] = useState<"pointer" | "key" | null>(null);
  const triggerRef = useRef<HTMLButtonElement>(null);
  const triggerId = useId();
  const close = () => setOpenedBy(null);
  const choose = (choice: () => void) => {
    close();
    triggerRef.current?.focus();
    choice();
  };
  return (
    <>
      {cloneElement(trigger, {
        ref: triggerRef,
        id: triggerId,
        "aria-haspopup": "menu",
        "aria-expanded": openedBy !== null,
        // A click that no pointer made has no place in the row of clicks.
        onClick: ({ detail }) => setOpenedBy(openedBy === null ? (detail === 0 ? "key" : "pointer") : null),
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpenedBy("key");
        },
      })}
      {openedBy === null ? null : (
        <Popup
          kind="menu"
          aria-labelledby={triggerId}
          anchorRef={triggerRef}
          align={align}
          onClose={close}
          onKeyDown={walkMenu}
          toFirstFocus={(box) => (openedBy === "key" ? findItem(box) : null)}
          className="min-w-52 p-1"
        >
          <ChooseContext value={choose}>{children}</ChooseContext>
        </Popup>
      )}
    </>
  );
}

type MenuItemProps = { readonly icon: IconType; readonly children: ReactNode; readonly onSelect: () => void };

export function MenuItem({ icon, children, onSelect }: MenuItemProps) {
  return (
    <Item role="menuitem" onSelect={onSelect}>
      <Icon of={icon} size="sm" className="text-subtle" />
      {children}
    </Item>
  );
}

type MenuChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly icon: IconType }[];
  readonly onChange: (value: string) => void;
};

export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <fieldset>
      <legend className="text-2xs text-subtle px-2 pt-2 pb-1 font-medium">{label}</legend>
      {options.map((option) => (
        <Item
          key={option.value}
          role="menuitemradio"
          aria-checked={option.value === value}
          onSelect={() => onChange(option.value)}
        >
          <Icon of={option.icon} size="sm" className="text-subtle" />
          <span className="grow">{option.label}</span>
          {option.value === value ? <Icon of={Check} size="sm" /> : null}
        </Item>
      ))}
    </fieldset>
  );
}

export function MenuLine() {
  return <hr className="bg-border -mx-1 my-1 h-px border-0" />;
}

type ItemProps = Omit<ComponentProps<"button">, "onSelect"> & { readonly onSelect: () => void };

/** The pointer takes the focus along, so that one item at most is marked. */
function Item({ onSelect, ...props }: ItemProps) {
  const choose = use(ChooseContext);
  return (
    <button
      {...props}
      type="button"
      tabIndex={-1}
      onClick={() => choose(onSelect)}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onPointerLeave={({ currentTarget }) => currentTarget.closest<HTMLElement>('[role="menu"]')?.focus()}
      className="focus:bg-active flex h-8 w-full items-center gap-2 rounded-md px-2 text-left outline-none select-none max-sm:h-11"
    />
  );
}
