"""cxsite: customer-experience playbooks and journey maps from reviewed text."""

__version__ = "1.0.0"
