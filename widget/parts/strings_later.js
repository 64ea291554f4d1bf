// The sentences of the second script; a page replaces them as the others.

const words = {
  give: 'Valider',
  choose: 'Choisissez',
  chooseOne: 'Choisissez une réponse au moins.',
  yes: 'Oui',
  no: 'Non',
  start_date: 'Premier jour',
  end_date: 'Dernier jour',
  sameGoals: 'Même but et mêmes objectifs',
  units: { hours: '7,5 pour 7 h 30', minutes: 'minutes', days: 'jours', age: 'ans' },
  ...strings,
};
