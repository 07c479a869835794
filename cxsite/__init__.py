"""cxsite: customer-experience playbooks and journey maps from reviewed text."""

__version__ = "0.1.0"
