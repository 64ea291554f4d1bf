// Style of the forms, of the boxes, of the sheet and of a printed result.

const LATER_STYLE = `
  .form { display: grid; grid-template-columns: repeat(auto-fit, minmax(9em, 1fr)); gap: 10px; align-items: end }
  .form > :is(fieldset, .error, .choice) { grid-column: 1 / -1 } .form > label:not(label + label, :has(+ label)) { grid-column: 1 / -1 } .form [type=number] { max-width: 10em }
  :is(.form, .boxed) > .choice { justify-self: start } .form label { display: grid; gap: 2px }
  .form > .choice, .boxed > .choice[type=submit] { background: var(--fill); color: var(--ink); border-color: var(--ink) }
  .form :is(input, select) { font: inherit; color: inherit; min-height: 44px; max-width: 100%; padding: 6px 10px; border: 1px solid var(--line);
    border-radius: 10px; background: var(--bg) }
  [type=checkbox] { accent-color: var(--link) } fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: 4px 14px } legend { padding: 0 }
  .form .box { display: flex; gap: 8px; align-items: center; min-height: 32px } .form .box input { min-height: 0; width: 20px; height: 20px }
  .sheet { width: 25em; max-width: 100vw; height: min(680px, 100vh - 32px); max-height: none; margin: auto 16px 16px auto; padding: 0; overflow: hidden;
    border: 1px solid var(--line); border-radius: 14px; background: var(--bg); color: var(--text); flex-direction: column }
  :host([left]) .sheet { margin: auto auto 16px 16px }
  .sheet[open] { display: flex } .sheet::backdrop { background: #0004 } .sheet header { background: var(--fill); color: var(--ink) }
  .sheet > * { flex: none } .sheet .status:empty { min-height: 0 } .sheet .status:not(:empty) { padding-top: 8px }
  .sheet > .sheet-body { position: relative; flex: 1; min-height: 0; align-content: start; overflow-y: auto; padding: 8px 16px 16px; display: grid; gap: 10px; scroll-padding: 8px }
  dl { margin: 0 } dd { margin: 0; overflow-wrap: anywhere }
  .line { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 8px 0 } .line + .line { border-top: 1px solid var(--line) }
  .line dt { color: var(--muted); font-size: .9em } .line dt, .line dd { grid-column: 1 } .line dd:nth-of-type(2) { grid-column: 2; grid-row: 1 / 3; align-self: center }
  .line .place { grid-column: 1 / 3; padding: 6px 0 } .sheet-body li { list-style: none } .sheet-body ul { padding: 0 }
  @media (min-width: 56em) { .sheet { margin-right: calc(25em + 24px) } :host([left]) .sheet { margin-left: calc(25em + 24px) } }
  @media (max-width: 37.5em), (max-height: 30em) { .sheet, :host([left]) .sheet { margin: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0 } }
  .boxed { display: grid; gap: 12px; margin-top: 12px } .boxed p { margin: 0 }
  .box > .choice { margin-top: 12px } .box label { display: grid; gap: 4px }
  .box .tick { grid-template-columns: auto 1fr; gap: 10px; align-items: center; min-height: 32px }
  .box :is(input:not([type=checkbox]), textarea) { font: inherit; color: inherit; width: 100%; min-height: 44px; padding: 8px 10px;
    max-height: none; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); cursor: text }
  .box [type=checkbox] { width: 22px; height: 22px; margin: 0 } .box pre { margin: 0; padding: 10px; border: 1px solid var(--line);
    white-space: pre-wrap; overflow-wrap: anywhere; font: inherit } .code { font-size: 1.25em; letter-spacing: .05em; white-space: nowrap }
  @media print {
    .launcher, .panel > :not(.log), .log > :not(.printed), .choices, .tools, .replaced { display: none !important }
    .panel[open], .log { display: block !important; position: static; width: auto; max-width: none; height: auto; overflow: visible; border: 0;
      box-shadow: none; padding: 0; animation: none }
    .law a::after { content: " : " attr(href) } .state { print-color-adjust: exact } details { break-inside: avoid }
    .verdict summary .sr { position: static; width: auto; height: auto; clip-path: none }
    .verdict summary::after { content: none } .verdict details, .verdict { border-color: #767f8a } }`;
