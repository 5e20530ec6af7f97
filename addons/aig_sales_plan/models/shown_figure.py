"""Figures of a list that are computed when they are read, and stored nowhere."""


def show_figure(records, name, value):
    """Set a figure of records in their compute method.

    Assigning a Monetary field asks each record for its currency in an environment
    of its own: for the figures of one page that takes longer than reading the page.

    :param float value: in the currency of the records, rounded already
    """
    records._fields[name]._update_cache(records, value)
