interface Props {
  readonly title: string;
  readonly text: string;
}

export function StepHeading({ title, text }: Props) {
  return (
    <div className="mb-4">
      <h2 tabIndex={-1} className="text-display font-semibold">
        {title}
      </h2>
      <p className="mt-1 text-muted">{text}</p>
    </div>
  );
}
