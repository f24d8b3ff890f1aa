import { STAGE_COLOURS, STAGES } from '#shared/model/environment.ts';
import { stageNames } from '../../text/common.ts';
import { environmentText } from '../../text/environments.ts';
import { Field } from '../../ui/field.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (colour: string) => void;
}

export function ColourField({ value, onChange }: Props) {
  return (
    <Field label={environmentText.colour}>
      {(control) => (
        <div className="flex items-center gap-2">
          <input
            {...control}
            type="color"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="h-8 w-12 rounded-control border border-control bg-surface p-1"
          />
          {STAGES.map((stage) => (
            <button
              key={stage}
              type="button"
              aria-label={`${environmentText.colour}: ${stageNames[stage]}`}
              title={stageNames[stage]}
              aria-pressed={value === STAGE_COLOURS[stage]}
              onClick={() => onChange(STAGE_COLOURS[stage])}
              className="flex size-7 items-center justify-center rounded-control border border-transparent hover:bg-hover aria-pressed:border-text"
            >
              <span className="size-4 rounded-full" style={{ backgroundColor: STAGE_COLOURS[stage] }} />
            </button>
          ))}
          <span className="font-mono text-small text-muted">{value}</span>
        </div>
      )}
    </Field>
  );
}
