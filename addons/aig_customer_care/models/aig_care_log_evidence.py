import base64
import binascii
import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, consteq, hmac

from ..tools.evidence import BURST_SECONDS, CLICKED, MACHINE, Request, below, grade

TOKEN_SCOPE = "aig_customer_care.evidence"
AGENT_LENGTH = 200


class AigCareLog(models.Model):
    """How strongly a row shows that the customer noticed its mail.

    Links and the picture in a mail carry a token: row, recipient and address, signed
    with the database's secret. Nothing in it can be guessed or changed, and a link
    leads only where the mail itself led.
    """

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    evidence_ids = fields.One2many(
        "aig.care.evidence", "log_id", string="Signs", readonly=True
    )
    opened_count = fields.Integer(
        string="People Who Opened It", compute="_compute_evidence_counts"
    )
    clicked_count = fields.Integer(
        string="People Who Clicked", compute="_compute_evidence_counts"
    )

    @api.depends("evidence_ids")
    def _compute_evidence_counts(self):
        groups = self.env["aig.care.evidence"]._read_group(
            [("log_id", "in", self.ids), ("by_machine", "=", False)],
            ["log_id", "kind", "partner_id"],
        )
        counts = {}
        for log, kind, _partner in groups:
            counts[log.id, kind] = counts.get((log.id, kind), 0) + 1
        for log in self:
            log.opened_count = counts.get((log._origin.id, "opened"), 0)
            log.clicked_count = counts.get((log._origin.id, "clicked"), 0)

    # Tokens

    def _get_evidence_token(self, partner_id, url=""):
        """Return the token of one recipient's link, or of the picture.

        :param int partner_id: the recipient, 0 for a bare address
        :param str url: where the link leads
        """
        self.ensure_one()
        content = json.dumps([self.id, partner_id, url]).encode()
        payload = base64.urlsafe_b64encode(content).rstrip(b"=").decode()
        return f"{payload}.{self._sign_evidence(payload)}"

    @api.model
    def _read_evidence_token(self, token):
        """Return ``(row, partner_id, url)`` of a token, None when it is not ours.

        The row is empty when it was deleted; its links still lead where they led.
        """
        payload, _dot, signature = token.partition(".")
        if not payload.isascii() or not signature.isascii():
            return None
        if not consteq(signature, self._sign_evidence(payload)):
            return None
        try:
            padded = payload + "=" * (-len(payload) % 4)
            log_id, partner_id, url = json.loads(base64.urlsafe_b64decode(padded))
        except (binascii.Error, ValueError, TypeError):
            return None
        return self.browse(log_id).exists(), partner_id, url

    def _sign_evidence(self, payload):
        # sudo: the secret of the database is nobody's to read
        return hmac(self.sudo().env, TOKEN_SCOPE, payload)

    # Signs

    def _note_request(self, kind, partner_id, method, headers, url=""):
        """Keep that a link or the picture was asked for, and by whom.

        :param str kind: ``opened`` or ``clicked``
        :return: what it shows: ``kind`` or ``machine``
        """
        self.ensure_one()
        now = fields.Datetime.now()
        found = grade(
            Request(
                kind,
                method,
                headers,
                self.sent_date and (now - self.sent_date).total_seconds(),
                self._count_other_links(partner_id, url, now) if url else 0,
            )
        )
        agent = headers.get("User-Agent", "")[:AGENT_LENGTH].replace("\0", "")
        self._note_sign(kind, partner_id, found == MACHINE, url, agent)
        return found

    def _note_sign(self, kind, partner_id, by_machine, url="", agent=""):
        """Add a row unless it is known, and raise the evidence; in sudo."""
        self.ensure_one()
        partner = self.env["res.partner"].browse(partner_id or []).exists()
        self.env.execute_query(
            SQL(
                "INSERT INTO aig_care_evidence (log_id, customer_id, partner_id, kind,"
                " by_machine, date, url, agent, create_uid, create_date, write_uid,"
                " write_date)"
                " VALUES (%(log)s, %(customer)s, %(partner)s, %(kind)s, %(machine)s,"
                " %(now)s, %(url)s, %(agent)s, %(uid)s, %(now)s, %(uid)s, %(now)s)"
                " ON CONFLICT DO NOTHING RETURNING id",
                log=self.id,
                customer=self.partner_id.id,
                partner=partner.id or None,
                kind=kind,
                machine=by_machine,
                now=fields.Datetime.now(),
                url=url or None,
                agent=agent or None,
                uid=self.env.uid,
            )
        )
        self.invalidate_recordset(["evidence_ids"])
        self._raise_evidence(MACHINE if by_machine else kind)

    def _raise_evidence(self, found):
        """Raise the evidence to ``found`` where it is weaker; in sudo.

        One conditional update: two requests at once both leave the stronger one.
        """
        self.flush_recordset(["evidence"])
        self.env.execute_query(
            SQL(
                "UPDATE aig_care_log SET evidence = %s"
                " WHERE id = ANY(%s) AND evidence = ANY(%s) RETURNING id",
                found,
                self.ids,
                list(below(found)),
            )
        )
        self.invalidate_recordset(["evidence"], flush=False)

    def _count_other_links(self, partner_id, url, now):
        return self.env["aig.care.evidence"].search_count(
            [
                ("log_id", "=", self.id),
                ("partner_id", "=", partner_id),
                ("kind", "=", CLICKED),
                ("url", "!=", url),
                ("date", ">=", now - timedelta(seconds=BURST_SECONDS)),
            ],
            limit=1,
        )
