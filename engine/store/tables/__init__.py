"""All tables, one module a subject; importing this package registers every one of them."""

from engine.store.base import Base
from engine.store.tables.audiences import Audience, AudienceMember
from engine.store.tables.audit import AuditEntry, Operation
from engine.store.tables.behaviour import Behaviour
from engine.store.tables.catalogue import Category, Product, Shop, Variant
from engine.store.tables.conversations import Button, Conversation, Correction, Handoff, Message, Outbox
from engine.store.tables.customers import Customer, PaymentMethod
from engine.store.tables.events import Event
from engine.store.tables.gaps import (
    AskedQuestion,
    CustomerGap,
    GapBaseline,
    Onboarding,
    Report,
    ReportChoice,
)
from engine.store.tables.gestures import Gesture, GestureBudget
from engine.store.tables.imports import CustomerMerge, Import
from engine.store.tables.inbox import InboxItem, InboxSource, Watermark
from engine.store.tables.knowledge import Article, ArticleDraft
from engine.store.tables.knowledge_gaps import KnowledgeGap, KnowledgeSurvey
from engine.store.tables.mining import AssociationRule, MiningRun, ReviewItem, SeriesForecast
from engine.store.tables.models import ModelVersion
from engine.store.tables.nlu import NluModel
from engine.store.tables.nlu_work import NluDeployment, NluJob, NluServing
from engine.store.tables.orders import Order, OrderLine, Payment, Shipment
from engine.store.tables.profiles import CustomerProfile, Segmentation
from engine.store.tables.promises import Promise
from engine.store.tables.service_quality import ServiceAnswer
from engine.store.tables.staff import Staff, StaffSession

__all__ = [
    "Article",
    "ArticleDraft",
    "AskedQuestion",
    "AssociationRule",
    "Audience",
    "AudienceMember",
    "AuditEntry",
    "Base",
    "Behaviour",
    "Button",
    "Category",
    "Conversation",
    "Correction",
    "Customer",
    "CustomerGap",
    "CustomerMerge",
    "CustomerProfile",
    "Event",
    "GapBaseline",
    "Gesture",
    "GestureBudget",
    "Handoff",
    "Import",
    "InboxItem",
    "InboxSource",
    "KnowledgeGap",
    "KnowledgeSurvey",
    "Message",
    "MiningRun",
    "ModelVersion",
    "NluDeployment",
    "NluJob",
    "NluModel",
    "NluServing",
    "Onboarding",
    "Operation",
    "Order",
    "OrderLine",
    "Outbox",
    "Payment",
    "PaymentMethod",
    "Product",
    "Promise",
    "Report",
    "ReportChoice",
    "ReviewItem",
    "Segmentation",
    "SeriesForecast",
    "ServiceAnswer",
    "Shipment",
    "Shop",
    "Staff",
    "StaffSession",
    "Variant",
    "Watermark",
]
