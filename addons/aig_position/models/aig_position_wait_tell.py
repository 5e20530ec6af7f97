from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import wait as line
from ..tools.wait import Waiter, head_start_ends, whom_to_tell

BATCH = 200
FREE = "aig_position.mail_activity_type_place_free"
JOB = "aig_position.ir_cron_aig_position_wait"
OPEN = [("state", "in", list(line.OPEN))]


class AigPositionWait(models.Model):
    """The job that tells those in line what is free, each once.

    It looks at what is free, not at what has happened: however a place became free,
    and however often the job runs, who is told already is not told again. When the
    place goes to somebody else meanwhile, one is back in line.
    """

    _inherit = "aig.position.wait"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _call_job(self, moment=None):
        """Have the job run after this transaction, or at a moment."""
        # sudo: the job runs when a place may be free, whoever gave it back
        self.env.ref(JOB).sudo()._trigger(at=moment)

    @api.model
    def _call_job_if_any(self, companies):
        """Have the job run when somebody waits in these companies."""
        # sudo: that somebody waits decides; nobody learns who
        waits = self.sudo()
        domain = [("company_id", "in", companies.ids), *OPEN]
        if waits.search_count(domain, limit=1):
            self._call_job()

    def _cron_run(self):
        """End what is over, and tell who waits for what is free now."""
        for (company,) in self._read_group(OPEN, ["company_id"]):
            mine = self.with_company(company)
            mine._end_overdue(company)
            mine._tell_all(company)

    def _end_overdue(self, company):
        overdue = self.search(
            [
                *OPEN,
                ("company_id", "=", company.id),
                ("wait_until", "<", company._aig_today()),
            ]
        )
        for wait in overdue:
            if wait.try_lock_for_update():
                wait._end(line.OVER)
                self.env["ir.cron"]._commit_progress(1)

    def _tell_all(self, company):
        """Tell in order of entry; those with a head start are kept in mind."""
        domain = Domain([*OPEN, ("company_id", "=", company.id)])
        ahead, last = [], 0
        while batch := self.search(domain & Domain("id", ">", last), limit=BATCH):
            last = batch[-1].id
            ahead += batch._tell_batch(company, ahead)
            self.env["ir.cron"]._commit_progress(len(batch))

    def _tell_batch(self, company, ahead):
        """Tell some of the line.

        :param ahead: ``Waiter`` of earlier batches who have a head start
        :return: those of this batch who have one
        """
        now = company._aig_now().replace(tzinfo=None)
        ends = self._get_head_start(company, now)
        free = self._get_free_places()
        here = [wait._as_waiter(company, free[wait]) for wait in self]
        due = {one.ref for one in whom_to_tell([*ahead, *here], now, ends)}
        for wait in self:
            if not wait.try_lock_for_update():
                continue  # somebody is at work on it: the next run
            if wait.id in due:
                wait._tell(free[wait], ends and company._aig_utc(ends))
            elif wait.state == line.TOLD and not free[wait]:
                wait._back_in_line()
        return [
            one
            for one in (wait._as_waiter(company, free[wait]) for wait in self)
            if one.head_start
        ]

    def _get_head_start(self, company, now):
        if not company.aig_wait_head_start:
            return None
        # sudo: the company's public holidays are no secret
        quiet_days = self.env["aig.care.quiet.day"].sudo()
        holidays = quiet_days._get_days(company, now.date())[False]
        return head_start_ends(now, company.aig_wait_head_start, holidays)

    def _as_waiter(self, company, places):
        start = self.head_start_until
        return Waiter(
            self.id,
            frozenset(places.ids),
            self.date_from,
            self.date_to,
            self.state == line.TOLD,
            (start and company._aig_local(start).replace(tzinfo=None)) or None,
        )

    def _get_free_places(self):
        """The positions that each could have now, all its days; two queries in all.

        :return: {wait: positions}
        """
        wanted = self._get_wanted_places()
        asked = [
            (position, wait.slots, wait.date_from, wait.date_to)
            for wait in self
            for position in wanted[wait]
        ]
        answers = iter(self.env["aig.position"]._get_fitting(asked))
        free = {}
        for wait in self:
            fitting = [position.id for position in wanted[wait] if next(answers)]
            places = self.env["aig.position"].browse(fitting)
            free[wait] = places.filtered(wait._may_be_shown_at)
        return free

    def _get_wanted_places(self):
        wanted = {}
        anywhere = self.filtered(lambda wait: not wait.position_id)
        for (company, kind, province), waits in anywhere.grouped(
            lambda wait: (wait.company_id, wait.kind_id, wait.province_id)
        ).items():
            domain = [("company_id", "=", company.id)]
            if kind:
                domain.append(("kind_id", "=", kind.id))
            if province:
                domain.append(("state_id", "=", province.id))
            places = self.env["aig.position"].search(domain)
            wanted |= dict.fromkeys(waits, places)
        for wait in self - anywhere:
            wanted[wait] = wait.position_id.filtered("active")
        return wanted

    def _may_be_shown_at(self, position):
        """Whether the customer's industry is welcome at a place on these days."""
        if not self.partner_id.industry_id:
            return True
        booking = self.env["aig.position.booking"].new(
            {
                "position_id": position.id,
                "partner_id": self.partner_id.id,
                "date_from": self.date_from,
                "date_to": self.date_to,
            }
        )
        return not booking._find_restriction() and not booking._find_rivals()

    def _tell(self, places, head_start_until):
        """Give the salesperson an activity; it says nothing of who had the place."""
        self.ensure_one()
        theirs = self.with_context(lang=self.user_id.lang)
        self.activity_schedule(
            FREE,
            date_deadline=self.company_id._aig_today(),
            summary=theirs.env._(
                "%(position)s is free %(days)s: hold it",
                position=theirs._name_places(places),
                days=theirs._name_days(),
            ),
            user_id=self.user_id.id,
        )
        self.write(
            {
                "state": line.TOLD,
                "told_at": fields.Datetime.now(),
                "head_start_until": head_start_until,
            }
        )
        if head_start_until:
            self._call_job(head_start_until)

    def _name_places(self, places):
        codes = ", ".join(places[:3].mapped("code"))
        more = len(places) - 3
        if more <= 0:
            return codes
        return self.env._("%(codes)s and %(more)s more", codes=codes, more=more)

    def _back_in_line(self):
        self.activity_unlink([FREE])
        self.write({"state": line.WAITING, "told_at": False, "head_start_until": False})

    def _end(self, state):
        # sudo: guarded fields; the right to the record was asked before
        self.sudo().write({"state": state, "head_start_until": False})
        self.activity_unlink([FREE])
