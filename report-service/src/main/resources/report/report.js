(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');

  // What a mark says, where the pointer is.
  const tip = document.getElementById('tip');
  const hide = () => { tip.hidden = true; };
  const show = event => {
    const mark = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
    if (!mark) { hide(); return; }
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(event.clientX + 12, innerWidth - box.width - 4)) + 'px';
    tip.style.top = (event.clientY > box.height + 20 ? event.clientY - box.height - 10 : event.clientY + 18) + 'px';
  };
  document.addEventListener('pointermove', show);
  document.addEventListener('pointerdown', show);
  addEventListener('scroll', hide, { passive: true });

  // The legend shows and hides series.
  const onKey = action => event => {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); action(); }
  };
  for (const legend of document.querySelectorAll('[data-switch]')) {
    const groups = legend.closest('svg').querySelectorAll('[data-group="' + legend.dataset.switch + '"]');
    const toggle = () => {
      const off = legend.getAttribute('aria-pressed') === 'true';
      legend.setAttribute('aria-pressed', String(!off));
      groups.forEach(group => group.classList.toggle('off', off));
    };
    legend.setAttribute('role', 'button');
    legend.setAttribute('tabindex', '0');
    legend.setAttribute('aria-pressed', 'true');
    legend.addEventListener('click', toggle);
    legend.addEventListener('keydown', onKey(toggle));
  }

  // Columns sort their table.
  const value = cell => (cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value));
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(a, b));
  for (const table of document.querySelectorAll('table.sortable')) {
    table.querySelectorAll('thead th').forEach((head, column) => {
      const sort = () => {
        const down = head.getAttribute('aria-sort') !== 'descending';
        table.querySelectorAll('thead th').forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const body = table.tBodies[0];
        [...body.rows]
          .map((row, place) => ({ row, place, value: value(row.cells[column]) }))
          .sort((a, b) => (down ? -1 : 1) * compare(a.value, b.value) || a.place - b.place)
          .forEach(item => body.append(item.row));
      };
      head.setAttribute('tabindex', '0');
      head.addEventListener('click', sort);
      head.addEventListener('keydown', onKey(sort));
    });
  }

  addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach(d => { d.dataset.was = d.open ? '1' : ''; d.open = true; });
  });
  addEventListener('afterprint', () => {
    document.querySelectorAll('details').forEach(d => { d.open = d.dataset.was === '1'; });
  });

  const links = [...document.querySelectorAll('.contents a')];
  if ('IntersectionObserver' in window) {
    const watch = new IntersectionObserver(entries => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          links.forEach(a => (a.hash === '#' + entry.target.id ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current')));
        }
      }
    }, { rootMargin: '-10% 0px -75% 0px' });
    document.querySelectorAll('main > section[id]').forEach(section => watch.observe(section));
  }
})();
