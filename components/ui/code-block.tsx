import { cn } from "@/lib/cn";

import { CopyIcon } from "./copy-button";

type CodeBlockProps = { readonly text: string; readonly label: string; readonly className?: string };

/** Text to read and to copy whole. */
export function CodeBlock({ text, label, className }: CodeBlockProps) {
  return (
    <section aria-label={label} className={cn("bg-canvas flex items-start gap-2 rounded-md border pr-1.5", className)}>
      <pre className="mono min-w-0 grow py-2.5 pl-3 leading-5 break-all whitespace-pre-wrap">{text}</pre>
      <span className="py-1.5">
        <CopyIcon text={text} label={`Copy ${label.charAt(0).toLowerCase()}${label.slice(1)}`} />
      </span>
    </section>
  );
}
