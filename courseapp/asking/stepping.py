"""Taking one step of asking somebody; pressed twice, the second press finds it taken."""

from courseapp.asking.rules import Action, Party, Status, Steps
from courseapp.core.errors import Problem


def step_to(
    steps: Steps[Status, Action],
    status: Status,
    action: Action,
    party: Party,
    *,
    name: str,
    stands: str,
) -> Status | None:
    """Return where the action leads; None where somebody stands there already.

    `name` is whom it is about and `stands` how she stands, in words. Raises Problem with both
    where the action does not apply.
    """
    step = steps.next_step(status, action, party)
    if step is not None:
        return step.to
    if steps.is_done(status, action):
        return None
    raise Problem(f"{name} stands as “{stands.lower()}”, so this cannot be done.")
