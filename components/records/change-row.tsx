import Link from "next/link";

import { Icon } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { toneText } from "@/components/ui/tone";
import { cutId } from "@/lib/format";
import type { RecordChange } from "@/lib/mirror/schema";
import { recordPath } from "@/lib/paths";

import { describeChange, lookOfChange } from "./change-looks";

/** One change of a record, in a list of changes of many. */
export function ChangeRow({ change }: { readonly change: RecordChange }) {
  const look = lookOfChange(change);
  return (
    <li className="border-border-faint hover:bg-hover flex items-center gap-2.5 border-b px-4 py-2 last:border-b-0">
      <Icon of={look.icon} size="sm" className={toneText[look.tone]} />
      <span className="min-w-0 grow">
        <Link href={recordPath(change)} className="block truncate rounded-sm font-medium">
          {change.displayName ?? cutId(change.komboId)}
        </Link>
        <span className="text-subtle block truncate text-xs">{describeChange(change)}</span>
      </span>
      <Time value={change.at} className="text-subtle text-xs" />
    </li>
  );
}
