/** Stands for the rows that are not in the page. @param height in CSS pixels */
export function Gap({ height }: { readonly height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row cannot take the focus without a tab index
    <tr aria-hidden="true" style={{ height }}>
      <td className="p-0" />
    </tr>
  );
}
