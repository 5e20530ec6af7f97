from .registry import Builder, Catalogue, Wizard


class ContentType(Catalogue, model="aig.content.type"):
    """A form of its own."""

    def vals(self, case, place):
        number = case.number()
        return {"name": f"Form {number}", "code": f"form_{number}"}

    def change(self, case, place):
        return {"sequence": case.number()}


class ContentTopic(Catalogue, model="aig.content.topic"):
    """A topic of its own."""

    def vals(self, case, place):
        return {"name": f"Topic {case.number()}"}

    def change(self, case, place):
        return {"note": f"Note {case.number()}"}


class ContentChannel(Catalogue, model="aig.content.channel"):
    """A channel of its own."""

    def vals(self, case, place):
        return {"name": f"Channel {case.number()}"}

    def change(self, case, place):
        return {"sequence": case.number()}


class ContentCheck(Catalogue, model="aig.content.check"):
    """A point of a new channel."""

    def vals(self, case, place):
        return {
            "name": f"Point {case.number()}",
            "channel_id": case.record("aig.content.channel", place).id,
        }

    def change(self, case, place):
        return {"sequence": case.number()}


class ContentPost(Builder, model="aig.content.post"):
    """An idea of the person."""

    territory_field = None

    def vals(self, case, place):
        return {
            "name": f"Post {case.number()}",
            "channel_id": case.record("aig.content.channel", place).id,
            "user_id": place.owner.id,
        }

    def change(self, case, place):
        return {"summary": f"Summary {case.number()}"}


class ContentImport(Wizard, model="aig.content.import"):
    """A list of links."""

    def vals(self, case, place):
        return {"channel_id": case.record("aig.content.channel", place).id}

    def change(self, case, place):
        return {"links": f"https://emagazine.example.com/{case.number()}"}


class ContentImportLine(Wizard, model="aig.content.import.line"):
    """One of them."""

    def vals(self, case, place):
        return {
            "import_id": case.record("aig.content.import", place).id,
            "url": f"https://emagazine.example.com/{case.number()}",
        }

    def change(self, case, place):
        return {"name": f"Title {case.number()}"}
