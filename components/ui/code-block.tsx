import { cn } from "@/lib/cn";

import { CopyIcon } from "./copy-button";

type CodeBlockProps = { readonly text: string; readonly label: string; readonly className?: string };

/** Text to read and to copy whole. */
export function CodeBlock({ text, label, className }: CodeBlockProps) {
  return (
    <div className={cn("bg-canvas relative rounded-md border", className)}>
      <section
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md py-2.5 pr-10 pl-3"
      >
        <pre className="mono leading-5">{text}</pre>
      </section>
      <span className="bg-canvas absolute top-1.5 right-1.5">
        <CopyIcon text={text} label={`Copy ${label.charAt(0).toLowerCase()}${label.slice(1)}`} />
      </span>
    </div>
  );
}
