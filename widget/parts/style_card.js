// Style of the result and of what follows it.

const CARD_STYLE = `
  :host { --link: var(--on-light) }
  @media screen { :host([dark]) { --link: var(--on-dark) } }
  .files .choice { border-radius: 10px }
  .verdict { gap: 8px }
  .verdict summary::-webkit-details-marker { display: none }
  .verdict summary { display: flex; gap: 10px; align-items: center }
  .verdict summary::after { content: ""; flex: none; width: 8px; height: 8px; margin: -4px 4px 0 auto; border: solid;
    border-width: 0 2px 2px 0; transform: rotate(45deg) }
  .verdict details[open] > summary::after { margin-top: 4px; transform: rotate(-135deg) }
  .verdict summary svg { width: 20px; height: 20px }
  .violation svg { color: var(--bad) } .warning svg { color: var(--todo) }
  .small { font-size: .875em; color: var(--muted) }
  .main { position: sticky; bottom: -12px; margin: 0 -14px -12px; padding: 10px 14px 12px; background: var(--bg);
    border-top: 1px solid var(--line); border-radius: 0 0 13px 13px }
  .main .choice { flex: 1 1 34%; justify-content: center; text-align: center; border-radius: 10px; padding: 6px 8px }
  .main .choice:first-child { flex-basis: 52%; background: var(--fill); color: var(--ink); border-color: var(--ink); font-weight: 600 }
  .log:has(.main) { scroll-padding-bottom: 9em }
  @media (max-height: 26em) { .main { position: static } .log:has(.main) { scroll-padding-bottom: 56px } }`;
