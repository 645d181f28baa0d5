import type { ReactNode } from "react";

type SettingProps = { readonly title: string; readonly text: ReactNode; readonly action: ReactNode };

/** How something stands, what that means, and its change. */
export function Setting({ title, text, action }: SettingProps) {
  return (
    <li className="border-border-faint flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">{title}</p>
        <p className="text-muted max-w-text text-xs/4.5 text-pretty">{text}</p>
      </div>
      {action}
    </li>
  );
}
