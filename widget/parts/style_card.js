// Style of the result and of what follows it.

const CARD_STYLE = `
  :host { --link: var(--on-light) }
  @media screen { :host([dark]) { --link: var(--on-dark) } }
  @media (forced-colors: active) {
    ::-webkit-progress-value { background: Highlight; forced-color-adjust: none }
    ::-moz-progress-bar { background: Highlight; forced-color-adjust: none }
  }
  .files .choice { border-radius: 10px }
  .verdict { gap: 8px }
  .verdict summary::-webkit-details-marker { display: none }
  .verdict summary { display: flex; gap: 10px; align-items: center }
  .verdict summary::after { content: ""; flex: none; width: 8px; height: 8px; margin: -4px 4px 0 auto; border: solid;
    border-width: 0 2px 2px 0; transform: rotate(45deg) }
  .verdict details[open] > summary::after { margin-top: 4px; transform: rotate(-135deg) }
  .verdict summary svg { width: 20px; height: 20px }
  .violation svg { color: var(--bad) } .warning svg { color: var(--todo) }
  .boxed { display: grid; gap: 12px; margin-top: 12px } .boxed p { margin: 0 }
  .box > .choice { margin-top: 12px } .box label { display: grid; gap: 4px }
  .box .tick { grid-template-columns: auto 1fr; gap: 10px; align-items: center; min-height: 32px }
  .box :is(input:not([type=checkbox]), textarea) { font: inherit; color: inherit; width: 100%; min-height: 44px; padding: 8px 10px;
    max-height: none; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); cursor: text }
  .box [type=checkbox] { width: 22px; height: 22px; margin: 0 } .box pre { margin: 0; padding: 10px; border: 1px solid var(--line);
    white-space: pre-wrap; overflow-wrap: anywhere; font: inherit } .code { font-size: 20px; letter-spacing: .05em; white-space: nowrap }
  .small { font-size: 14px; color: var(--muted) }
  .main { position: sticky; bottom: -12px; margin: 0 -14px -12px; padding: 10px 14px 12px; background: var(--bg);
    border-top: 1px solid var(--line); border-radius: 0 0 13px 13px }
  .main .choice { flex: 1 1 40%; justify-content: center; text-align: center; border-radius: 10px }
  .main .choice:first-child { background: var(--fill); color: var(--ink); border-color: var(--ink); font-weight: 600 }
  .log:has(.main) { scroll-padding-bottom: 9em }
  @media print { .verdict summary .sr { position: static; width: auto; height: auto; clip-path: none }
    .verdict summary::after { content: none } .verdict details, .verdict { border-color: #767f8a } }`;
