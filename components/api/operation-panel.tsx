import { CodeBlock } from "@/components/ui/code-block";
import { Panel } from "@/components/ui/panel";

export type DocumentedOperation = {
  readonly path: string;
  readonly description: string;
  readonly example: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    /** The values it may have, or the one it has when it is not given. */
    readonly values: readonly string[];
    readonly usual: string | null;
  }[];
};

type OperationPanelProps = { readonly operation: DocumentedOperation; readonly appUrl: string };

export function OperationPanel({ operation, appUrl }: OperationPanelProps) {
  return (
    <Panel title={<span className="mono">GET {operation.path}</span>}>
      <div className="px-4 py-3">
        <p className="text-muted max-w-text text-pretty">
          <Described text={operation.description} />
        </p>
        <dl className="mt-3 grid grid-cols-[140px_minmax(0,1fr)] gap-x-4 gap-y-1.5 max-sm:grid-cols-1 max-sm:gap-y-0.5">
          {operation.parameters.map((parameter) => (
            <div key={parameter.name} className="contents">
              <dt className="mono leading-5">{parameter.name}</dt>
              <dd className="text-muted text-pretty max-sm:mb-2">
                <Described text={parameter.description} />
                {parameter.usual === null ? null : <span className="text-subtle"> Usually {parameter.usual}.</span>}
                {parameter.values.length === 0 ? null : (
                  <span className="text-subtle block text-xs break-words">{parameter.values.join(" · ")}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
        <CodeBlock
          className="mt-3"
          label={`An example of ${operation.path}`}
          text={`curl -H "Authorization: Bearer $TOKEN" \\\n  "${appUrl}${operation.path}${operation.example}"`}
        />
      </div>
    </Panel>
  );
}

/** `name` in a sentence is set as code. */
function Described({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- parts of a sentence have no identity but their place
      <span key={index} className="mono break-all">
        {part}
      </span>
    ),
  );
}
