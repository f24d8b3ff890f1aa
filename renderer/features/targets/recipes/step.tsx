import type { Key } from '#shared/model/key.ts';
import type { Recipe } from '../../../text/recipes.ts';
import { recipeText } from '../../../text/recipes.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { StepAction } from './action.tsx';
import { fillIn, type RecipeValues } from './fill.ts';

interface Props {
  readonly number: number;
  readonly step: Recipe['steps'][number];
  readonly recipe: Recipe;
  readonly value: Key | null;
  readonly values: RecipeValues;
}

/** One step: what to do, what to fill in there, and the buttons that do it here. */
export function Step({ number, step, recipe, value, values }: Props) {
  const { fields = [], actions = [] } = step;
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className="flex size-5 shrink-0 items-center justify-center rounded-full border border-border text-label font-medium text-muted tabular-nums"
      >
        {number}
      </span>
      <div className="grid min-w-0 flex-1 gap-2">
        <p className="wrap-anywhere">{fillIn(step.text, values)}</p>
        {fields.length > 0 && (
          <dl className="grid gap-x-3 gap-y-1.5 rounded-control border border-border bg-canvas px-3 py-2">
            {fields.map(({ label, text, block }) => (
              <Filled key={label} label={label} text={fillIn(text, values)} block={block === true} />
            ))}
          </dl>
        )}
        {actions.length > 0 && (
          <div className="flex flex-wrap gap-1.5">
            {actions.map((action) => (
              <StepAction key={action.does} action={action} recipe={recipe} value={value} />
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

interface FilledProps {
  readonly label: string;
  readonly text: string;
  readonly block: boolean;
}

function Filled({ label, text, block }: FilledProps) {
  return (
    <div className={block ? 'grid gap-1' : 'grid gap-x-3 wide:grid-cols-[96px_minmax(0,1fr)]'}>
      <dt className="text-small text-muted">{label}</dt>
      <dd className="flex min-w-0 items-start gap-2">
        {block ? (
          <ScrollRegion label={label} className="min-w-0 flex-1 overflow-x-auto">
            <pre className="font-mono text-small wrap-anywhere whitespace-pre-wrap select-text">{text}</pre>
          </ScrollRegion>
        ) : (
          <span className="min-w-0 flex-1 font-mono text-small wrap-anywhere select-text">{text}</span>
        )}
        <span className="mt-1 shrink-0">
          <CopyButton label={recipeText.copy(label)} text={text} />
        </span>
      </dd>
    </div>
  );
}
