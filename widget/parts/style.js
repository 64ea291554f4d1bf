// Style.

const STYLE = `
  :host { all: initial !important; display: block !important; --bg: #fff; --soft: #f1f4f6; --text: #1b1f24; --muted: #4b5563; --line: #767f8a; --link: #0b4f8a;
    --bad: #9b1c1c; --bad-bg: #fdecec; --ok: #14632f; --ok-bg: #e7f6ec; --todo: #744300; --todo-bg: #fff3d9;
    --scheme: light }
  aside { color-scheme: var(--scheme); font: medium/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--text) }
  @media screen { :host([dark]) { --bg: #14181d; --soft: #222931; --text: #eef1f4; --muted: #b6c0ca; --line: #8792a0;
    --link: #9cc9ff; --bad: #ffb4b0; --bad-bg: #3b181a; --ok: #9fe3b5; --ok-bg: #10301d; --todo: #ffd58a;
    --todo-bg: #362809; --scheme: dark } }
  *, ::before, ::after { box-sizing: border-box }
  [hidden] { display: none !important }
  h2, h3, h4, p, ul, ol { margin: 0; font-size: 1em }
  p, li, summary, td, th, .user { overflow-wrap: break-word; white-space: pre-line }
  p, li, .user { overflow-wrap: anywhere }
  ul, ol { padding-left: 1.4em } li + li { margin-top: .25em }
  button, textarea, summary, .choice, .quiet { font: inherit; color: inherit; cursor: pointer; touch-action: manipulation }
  a { color: var(--link); text-underline-offset: .15em }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
  svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round;
    stroke-linejoin: round; flex: none }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
  .launcher, .panel { position: fixed; z-index: 2147483000; inset: auto; bottom: calc(16px + env(safe-area-inset-bottom));
    right: calc(16px + env(safe-area-inset-right)) }
  :host([left]) :is(.launcher, .panel) { right: auto; left: calc(16px + env(safe-area-inset-left)) }
  .launcher, .send, .panel header { background: var(--fill); color: var(--ink) }
  .launcher { display: flex; gap: 10px; align-items: center; text-align: left; max-width: calc(100% - 32px); min-height: 52px; padding: 10px 20px 10px 16px; font-weight: 600;
    border: 2px solid var(--ink); border-radius: 28px; box-shadow: 0 4px 16px #0005 }
  .panel { width: 25em; max-width: calc(100vw - 32px); height: min(680px, 100vh - 32px); max-height: none; margin: 0; padding: 0;
    border: 1px solid var(--line); border-radius: 14px; background: var(--bg); color: var(--text); overflow: hidden;
    box-shadow: 0 8px 40px #0006; flex-direction: column }
  .panel[open] { display: flex }
  .panel > * { flex: none }
  header { display: flex; align-items: center; justify-content: space-between; padding: 4px 4px 4px 12px }
  header h2 { font-weight: 600; flex: 1; line-height: 1.25 } header .quiet { color: inherit; padding: 0 8px }
  header :focus-visible { outline-color: var(--ink); outline-offset: -3px }
  .close { display: grid; place-items: center; width: 44px; height: 44px; border: 0; border-radius: 8px; background: none }
  .offline:not(:empty) { padding: 6px 16px; background: var(--todo-bg); color: var(--todo); font-size: .875em }
  .progress { display: flex; gap: 12px; align-items: center; padding: 6px 16px; font-size: .875em; border-bottom: 1px solid var(--soft) }
  progress { flex: 1; height: 8px; appearance: none; border: 1px solid var(--line); border-radius: 4px; background: none;
    overflow: hidden }
  ::-webkit-progress-bar { background: none } ::-webkit-progress-value { background: var(--link) }
  ::-moz-progress-bar { background: var(--link) }
  .log { scroll-padding: 8px 0 56px; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; position: relative; padding: 12px; display: flex;
    flex-direction: column; align-items: flex-start; gap: 10px }
  .log:focus-visible { outline-offset: -3px }
  .message { max-width: 94%; padding: 9px 13px; border-radius: 14px; display: grid; gap: .6em; min-width: 0 }
  .bot { background: var(--soft); border-bottom-left-radius: 4px }
  .user { display: block; align-self: flex-end; background: var(--fill); color: var(--ink); border-bottom-right-radius: 4px }
  .failure { margin: 8px -7px -3px; padding: 8px 10px; border-radius: 10px; background: var(--bg); color: var(--bad); display: grid; gap: 8px;
    justify-items: start; font-size: .94em }
  .notice { align-self: stretch; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px; font-size: .94em }
  .choices { display: flex; flex-wrap: wrap; gap: 8px } .choices:empty { display: none }
  .choice { min-height: 40px; padding: 6px 14px; border: 1px solid var(--line); border-radius: 20px; background: var(--bg);
    color: var(--text); text-align: left; text-decoration: none; display: inline-flex; align-items: center }
  .choice:hover { border-color: var(--text); box-shadow: inset 0 0 0 1px var(--text) }
  .danger { background: var(--bad); border-color: var(--bad); color: var(--bg) }
  .busy .choice { opacity: .6; cursor: default }
  table { border-collapse: collapse; width: 100%; font-size: .94em }
  th, td { text-align: left; vertical-align: top; padding: 7px 8px 7px 0; border-top: 1px solid var(--line); font-weight: 400 }
  th[scope=row] { color: var(--muted) } thead th { border: 0; font-weight: 600 }
  td:last-child { padding-right: 0 } td .choice { padding: 2px 10px; min-height: 32px; font-size: .875em; white-space: nowrap }
  .bot:has(table) { align-self: stretch; max-width: none }
  blockquote { margin: 0; padding: 10px 12px; border-left: 3px solid var(--line); background: var(--bg); display: grid; gap: .6em }
  .below { position: relative; z-index: 1 } .onward { position: absolute; bottom: -20px; left: 50%; transform: translateX(-50%); white-space: nowrap;
    box-shadow: 0 2px 10px #0004; font-size: .9em }
  .badge:not(:empty) { padding: 0 8px; border: 2px solid; border-radius: 12px; font-size: .85em }
  .opinion { display: flex; gap: 0 14px; align-items: center; font-size: .9em; color: var(--muted) } [aria-pressed=true] { font-weight: 700 }
  .message > .choice { justify-self: start }
  .card { align-self: stretch; border: 1px solid var(--line); border-radius: 14px; padding: 0 14px 12px; display: grid; gap: 10px;
    min-width: 0 }
  .state { display: flex; gap: 12px; margin: 0 -14px; padding: 12px 14px; border-radius: 13px 13px 0 0; background: var(--back);
    color: var(--mark); flex-wrap: wrap }
  .state div { flex: 1 } .state h3 { font-size: 1.125em } .state svg { padding: 3px; border: 2px solid; border-radius: 50%; width: 30px;
    height: 30px } .replaced { padding-top: 8px; font-size: .875em }
  .card.non_conforme { --mark: var(--bad); --back: var(--bad-bg) } .card.conforme { --mark: var(--ok); --back: var(--ok-bg) }
  .card.a_completer { --mark: var(--todo); --back: var(--todo-bg) }
  details { border: 1px solid var(--line); border-radius: 10px; padding: 0 12px }
  details[open] { padding-bottom: 10px } details > * + * { margin-top: 6px }
  summary { padding: 9px 0; font-weight: 600 } .law { font-size: .94em }
  .tools, footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px }
  .quiet { border: 0; background: none; padding: 4px 0; min-height: 32px; color: var(--link); text-decoration: underline; font-size: .875em;
    display: inline-flex; align-items: center; text-underline-offset: .15em }
  .tools { justify-content: flex-start }
  .below:has(+ .status:not(:empty, :has(.sr))) .onward { bottom: 6px }
  .status { min-height: 22px; padding: 0 16px; font-size: .875em; color: var(--muted) }
  .counter { padding: 0 16px 4px; font-size: .875em; text-align: right } .error { color: var(--bad) } .error:empty { display: none }
  .composer { display: flex; gap: 8px; align-items: flex-end; padding: 0 12px }
  textarea { flex: 1; min-width: 0; min-height: 44px; max-height: 132px; resize: none; padding: 9px 12px; border: 1px solid var(--line);
    border-radius: 12px; background: var(--bg); cursor: text }
  ::placeholder { color: var(--muted); opacity: 1 }
  :is(.send, .mic) { display: grid; place-items: center; width: 44px; height: 44px; border: 0; border-radius: 12px; flex: none }
  .mic { background: none } .mic[aria-pressed=true] { background: var(--bad); color: var(--bg) }
  .send[aria-disabled=true] { opacity: .5; cursor: default }
  footer { padding: 2px 12px calc(4px + env(safe-area-inset-bottom)); gap: 0 7px } footer .quiet { font-size: .8125em }
  .confirm { max-width: min(360px, 100vw - 32px); border: 1px solid var(--line); border-radius: 14px; padding: 18px; background: var(--bg);
    color: var(--text) }
  .confirm::backdrop { background: #0009 } .confirm p, .confirm .choices { margin-top: 12px }
  @media (pointer: coarse), (max-width: 37.5em) { .choice, td .choice, .quiet, summary { min-height: 44px } summary { padding: 11px 0 } }
  @media (max-width: 37.5em), (max-height: 30em) {
    .panel, :host([left]) .panel { inset: var(--top, 0) 0 auto 0; width: auto; max-width: none; height: var(--height, 100dvh);
      border: 0; border-radius: 0; padding: 0 env(safe-area-inset-right) 0 env(safe-area-inset-left) }
    header { padding-top: calc(4px + env(safe-area-inset-top)) }
    .launcher { font-size: .94em; padding: 8px 16px 8px 12px } .launcher:has(.badge:not(:empty)) > :nth-child(2) { position: absolute; clip-path: inset(50%) }
  }
  @media (prefers-reduced-motion: no-preference) {
    .panel[open] { animation: appear .18s ease-out } @keyframes appear { from { opacity: 0; transform: translateY(12px) } }
    .busy .status { animation: breathe 1.2s infinite alternate } @keyframes breathe { to { opacity: .75 } }
  }
  @media (max-height: 26em) { /* 400 %, or a small phone with its keyboard: most of the height is for the conversation */
    header { padding-top: 0; padding-bottom: 0 } .close { height: 36px } .progress { padding-top: 0; padding-bottom: 0 }
    header h2 { font-size: .875em } header .quiet { min-height: 36px } .status { min-height: 0 } footer .quiet { min-height: 24px; padding: 0 }
    .onward { left: auto; right: 12px; bottom: 2px !important; transform: none; min-height: 24px; padding: 0 8px; font-size: .75em }
    textarea { max-height: 4.5em } .log { padding: 8px }
  }
  @media (forced-colors: active) {
    .card svg { stroke: CanvasText } .user, .launcher, .send { border: 1px solid } [aria-pressed=true], [aria-current] { outline: 2px solid Highlight }
    ::-webkit-progress-value { background: Highlight; forced-color-adjust: none } ::-moz-progress-bar { background: Highlight; forced-color-adjust: none }
  }
  @media print {
    :host(:not([printing])) { display: none !important }
  }`;
