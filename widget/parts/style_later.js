// Style of the forms and of the sheet.

const LATER_STYLE = `
  .form { display: flex; flex-wrap: wrap; gap: 10px; align-items: end } .form > :is(fieldset, .error) { flex-basis: 100% } .form label { display: grid; gap: 2px }
  .form :is(input, select) { font: inherit; color: inherit; min-height: 44px; max-width: 100%; padding: 6px 10px; border: 1px solid var(--line);
    border-radius: 10px; background: var(--bg) }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: 4px 14px } legend { padding: 0 }
  .form .box { display: flex; gap: 8px; align-items: center; min-height: 32px } .form .box input { min-height: 0; width: 20px; height: 20px }
  .sheet { width: 25em; max-width: 100vw; height: min(680px, 100vh - 32px); max-height: none; margin: auto 16px 16px auto; padding: 0;
    border: 1px solid var(--line); border-radius: 14px; background: var(--bg); color: var(--text); flex-direction: column }
  :host([left]) .sheet { margin: auto auto 16px 16px }
  .sheet[open] { display: flex } .sheet::backdrop { background: #0004 } .sheet header { background: var(--fill); color: var(--ink) }
  .sheet .status { padding-top: 8px } .sheet-body { overflow-y: auto; padding: 8px 16px 16px; display: grid; gap: 10px; scroll-padding: 8px }
  dl { margin: 0 } dd { margin: 0; overflow-wrap: anywhere }
  .line { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 8px 0; border-top: 1px solid var(--line) }
  .line dt { color: var(--muted); font-size: .9em } .line dt, .line dd { grid-column: 1 } .line dd:nth-of-type(2) { grid-column: 2; grid-row: 1 / 3; align-self: center }
  .line .place { grid-column: 1 / 3; padding: 6px 0 } .sheet-body li { list-style: none } .sheet-body ul { padding: 0 }
  @media (min-width: 56em) { .sheet { margin-right: calc(25em + 24px) } :host([left]) .sheet { margin-left: calc(25em + 24px) } }
  @media (max-width: 37.5em), (max-height: 30em) { .sheet, :host([left]) .sheet { margin: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0 } }`;
