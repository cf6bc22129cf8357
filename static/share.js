// What the share page has besides: the device’s own sharing.
each('[data-share]', (place) => {
  const { title, url } = place.dataset;
  if (navigator.share) button(place, () => navigator.share({ title, url }).catch(() => {}));
});
