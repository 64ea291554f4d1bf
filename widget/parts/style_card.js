// Style of the result and of what follows it.

const CARD_STYLE = `
  .files .choice { border-radius: 10px }`;
