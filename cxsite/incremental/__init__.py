"""What each page depends on, so that a build makes only the pages that have changed.

One idea: while the context of a page is computed and its template is rendered, the content is read through a proxy,
which notes every fact that is read (`dependency_tracking`). A fact is a path into the content: `("personas", "lan")` is
one record, `("personas",)` all of them, also those that come later. Its fingerprint is a hash of the source text of the
record's files. A page is up to date if every fact that it has read has the same fingerprint as then.

Everything else that can change a page is in one hash for all pages (`build_inputs`): this program, the templates,
playbook.yml, the day and the theme. If it differs, every page is made again.

The state of the last build (`cxsite.site.builders.build_state`) keeps for each page its facts with their fingerprints,
its search entries and its links; files of pages that are up to date are linked from the published site. The state, and
what all playbooks of a user share (`state_files`), are sealed (`cxsite.seal`): a pull request cannot add to them.
A test builds after random edits, with state and without, and compares every byte.
"""
